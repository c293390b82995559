/* Målbild's own component: the page of an address, and its charts, which wait until they are in sight. */
(function () {
  "use strict";
  const React = window.React;
  const ReactDOM = window.ReactDOM;
  const CHARTS = "/assets/vendor/plotly-cartesian.min.js?v=4.1.1"; // in place of the whole plotly.js, which Dash would fetch
  const USUAL_TEXT = 16; // pixels; sizes of text in figures are given for it
  const NARROW = "(max-width: 700px)"; // as in assets/diagram.css
  const SOON = 2000; // milliseconds
  const NEAR = "300px"; // how far outside the window a chart is drawn, so that it stands there when one scrolls to it

  /* The page stands in #sida from the start: the document came with it. A new one takes its place when an address was asked for. */
  function Page(props) {
    const [charts, setCharts] = React.useState([]);
    React.useEffect(
      function () {
        window.malbild.ask = (address) => props.setProps({ asked: address });
        document.documentElement.dataset.skript = "redo";
      },
      [props.setProps]
    );
    React.useLayoutEffect(
      function () {
        const place = document.getElementById("sida");
        const isFirst = props.html === undefined;
        if (!isFirst) {
          show(place, props.html);
          document.title = props.title;
        }
        setCharts(chartsIn(place));
        document.dispatchEvent(new CustomEvent("malbild:ritad", { detail: { isFirst: isFirst } }));
      },
      [props.html, props.address]
    );
    return charts.map((chart) => ReactDOM.createPortal(React.createElement(LazyChart, chart), chart.place, chart.key));
  }

  /* A page with a matrix takes the place of another by changing what differs: thousands of cells need not be laid out anew. */
  function show(place, html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const cells = window.malbild.cells;
    const table = fresh.content.querySelector("table.mx");
    const current = place.querySelector("table.mx");
    kept = table && current && cells.areAlike(current, table) ? cells.told(table) : null;
    if (!kept) cells.fill(fresh.content);
    if (table && current) becomeInside(place, fresh.content);
    else place.replaceChildren(fresh.content);
    cells.fill(place); // rows that came in
  }

  let kept = null; // what the matrix says of its cells, where they stay and are changed
  const ITS_OWN = "[data-diagram], input, select, textarea"; // hold what the HTML does not say: never made over, always new

  function alike(old, fresh) {
    if (old.nodeName !== fresh.nodeName) return false;
    if (old.nodeType !== Node.ELEMENT_NODE) return true;
    if (old.matches("table.mx, tr") && isMadeAnew(old, fresh)) return false;
    return old.id === fresh.id && !fresh.matches(ITS_OWN) && !old.matches(ITS_OWN);
  }

  /* A matrix under other heads, and a row of cells in the place of a heading. */
  function isMadeAnew(old, fresh) {
    if (old.nodeName === "TABLE") return fresh.matches("table.mx") && !kept;
    return old.matches("tr[data-celler]") !== fresh.matches("tr[data-celler]");
  }

  function become(old, fresh) {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    const isTold = kept && fresh.nodeName === "TR" && fresh.dataset.celler !== undefined;
    if (isTold) window.malbild.cells.changeRow(kept, old, fresh);
    if (old.isEqualNode(fresh)) return; // as when a menu or the heads of a table are the same: the browser compares much faster
    if (old === document.activeElement && old.getAttribute("href") !== fresh.getAttribute("href")) old.blur(); // another link now
    for (const one of fresh.attributes) {
      if (old.getAttribute(one.name) !== one.value) old.setAttribute(one.name, one.value);
    }
    if (old.attributes.length > fresh.attributes.length) {
      Array.from(old.attributes).forEach((one) => { if (!fresh.hasAttribute(one.name)) old.removeAttribute(one.name); });
    }
    if (isTold) become(old.cells[0].firstChild, fresh.cells[0].firstChild); // the unit's name: its counts come with the cells
    else if (old.firstChild || fresh.firstChild) becomeInside(old, fresh);
  }

  /* Children are taken in order; where there are more or fewer of them than before, those that fit none give way or come in. */
  function becomeInside(old, fresh) {
    const nodes = Array.from(fresh.childNodes);
    let left = old.childNodes.length;
    let at = old.firstChild;
    nodes.forEach(function (node, place) {
      const needed = nodes.length - place;
      while (at && left > needed && !alike(at, node)) removeOne();
      if (at && alike(at, node)) {
        become(at, node);
        at = at.nextSibling;
        left -= 1;
      } else {
        old.insertBefore(node, at);
        if (at && left >= needed) removeOne();
      }
    });
    while (at) removeOne();
    function removeOne() {
      const next = at.nextSibling;
      at.remove();
      at = next;
      left -= 1;
    }
  }

  let drawn = 0; // so that the charts of two pages are never taken for the same

  function chartsIn(place) {
    drawn += 1;
    return Array.from(place.querySelectorAll("[data-diagram]")).map(function (node, at) {
      const chart = JSON.parse(node.dataset.diagram);
      return { place: node, key: node.id + "-" + drawn, figure: chart.figure, config: chart.config, isFirst: at === 0 };
    });
  }

  /* Colours are written as the style sheet's tokens, var(--name): filled in here, for light and dark alike. */
  function withColours(part, style) {
    if (typeof part === "string") {
      return part.startsWith("var(--") ? style.getPropertyValue(part.slice(4, -1)).trim() : part;
    }
    if (Array.isArray(part)) return part.map((one) => withColours(one, style));
    if (part && typeof part === "object") {
      return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, withColours(one, style)]));
    }
    return part;
  }

  /* Whoever has chosen larger text gets it in charts too. */
  function enlarge(part, factor) {
    if (factor === 1 || !part || typeof part !== "object") return;
    Object.entries(part).forEach(function (entry) {
      const one = entry[1];
      if (/font$/.test(entry[0]) && one && one.size) one.size *= factor;
      else if (entry[0] === "margin") Object.keys(one).forEach((side) => { one[side] *= factor; });
      else enlarge(one, factor);
    });
  }

  /* ``ground``: the style of what the figure is drawn in, where that has colours of its own. */
  function coloured(figure, narrow, size, ground) {
    const style = ground || getComputedStyle(document.documentElement);
    const filled = withColours({ data: figure.data, layout: figure.layout }, style);
    if (narrow && figure.narrow) Object.assign(filled.layout, withColours(figure.narrow, style));
    enlarge(filled, size || parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TEXT);
    const font = { family: getComputedStyle(document.body).fontFamily, color: style.getPropertyValue("--ink").trim() };
    filled.layout.font = Object.assign(font, filled.layout.font);
    return filled;
  }

  function useMedia(asked) {
    const [holds, setHolds] = React.useState(() => window.matchMedia(asked).matches);
    React.useEffect(
      function () {
        const query = window.matchMedia(asked);
        const told = (event) => setHolds(event.matches);
        query.addEventListener("change", told);
        return () => query.removeEventListener("change", told);
      },
      [asked]
    );
    return holds;
  }

  /* The first chart of a page is drawn soon though it is not in sight: with it comes the library, which must be there when one prints. */
  function useNearness(place, isFirst) {
    const [isNear, setNear] = React.useState(false);
    React.useEffect(
      function () {
        let latest = 0;
        const watcher = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && see(), { rootMargin: NEAR });
        function see() {
          setNear(true);
          stop();
        }
        function stop() {
          watcher.disconnect();
          clearTimeout(latest);
        }
        watcher.observe(place);
        if (isFirst) latest = setTimeout(see, SOON);
        return stop;
      },
      [place]
    );
    return isNear;
  }

  /* The browser's part of the one wrapper that every chart goes through (app/components/chart.py is the server's). */
  function LazyChart(props) {
    const isNear = useNearness(props.place, props.isFirst);
    const dark = useMedia("(prefers-color-scheme: dark)");
    const narrow = useMedia(NARROW);
    const figure = React.useMemo(() => (isNear ? coloured(props.figure, narrow) : null), [isNear, dark, narrow, props.figure]);
    if (!figure) return null;
    window._dashPlotlyJSURL = CHARTS;
    return React.createElement(window.dash_core_components.Graph, {
      id: props.place.id + "-ritning",
      figure: figure,
      config: props.config,
      responsive: true,
      animate: false,
      style: { height: "100%" },
      setProps: function () {},
    });
  }

  window.malbild = { Page: Page, ask: null, coloured: coloured };
})();
