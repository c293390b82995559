/* How a page behaves: links without reloading, the matrix by arrow keys, its sentence on hover and focus, the choosers. */
(function () {
  "use strict";
  const { columnsOf, nameOfColumn, wordOf, nameCell, unitOf } = window.malbild;

  /* --- Links: the address is the only state, and changes without loading the document anew. --- */

  const PATIENCE = 3000; // milliseconds until an unanswered link is looked into
  const A_MOMENT = 250; // milliseconds until it is shown that a page is being fetched; before, there is nothing to paint for it
  const AGAIN = 1500; // milliseconds between questions to a server that does not answer
  let waiting = null; // what to do when the page that was asked for has been drawn

  function isOurs(link, event) {
    return (
      link && link.origin === location.origin && !link.target && !link.hasAttribute("download") && !link.hasAttribute("data-dokument") &&
      event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) &&
      !link.pathname.startsWith("/assets/") && link.pathname !== "/halsa"
    );
  }

  function ask(address, then) {
    if (waiting) stopWaiting(waiting);
    waiting = then;
    waiting.timer = setTimeout(lookInto, PATIENCE);
    waiting.shown = setTimeout(() => document.documentElement.classList.add("hamtar"), A_MOMENT);
    window.malbild.ask(address);
  }

  function stopWaiting(asked) {
    clearTimeout(asked.timer);
    clearTimeout(asked.shown);
  }

  /* No answer: a server that has been started anew is asked for the whole document, whose address says everything. */
  function lookInto() {
    fetch("/halsa", { cache: "no-store" }).then(
      () => waiting && location.reload(),
      function () {
        say(document.body.dataset.vantar || "");
        if (waiting) waiting.timer = setTimeout(lookInto, AGAIN);
      }
    );
  }

  /* Things that happen without the focus moving are said to screen readers here. */
  let teller = null;

  function say(words) {
    if (!teller) {
      teller = document.createElement("div");
      teller.className = "vh";
      teller.setAttribute("role", "status");
      document.body.appendChild(teller);
    }
    teller.textContent = words;
  }

  function go(link) {
    const keepsPlace = link.pathname === location.pathname;
    const place = keepsPlace ? placeOf(link) : null;
    const y = window.scrollY;
    ask(link.pathname + link.search, { hash: link.hash, keepsPlace: keepsPlace, place: place, isCell: link.matches("table.mx td > a") });
    const address = link.href;
    step = () => { rememberPlace(y); history.pushState({}, "", address); };
    setTimeout(stepInHistory);
  }

  /* A step in the browser's history takes it some milliseconds: it is taken when the page has been asked for. */
  let step = null;

  function stepInHistory() {
    const taken = step;
    step = null;
    if (taken) taken();
  }

  function rememberPlace(y) {
    history.replaceState(Object.assign({}, history.state, { y: y === undefined ? window.scrollY : y }), "");
  }

  /* Where one is on the page: how far frames are scrolled, and the link that has the focus, to be found again when it is redrawn. */
  function placeOf(link) {
    const frames = {};
    document.querySelectorAll("[data-plats]").forEach((one) => { frames[one.dataset.plats] = [one.scrollLeft, one.scrollTop]; });
    const cell = link.closest("tr[data-enhet] > td");
    const focus = cell ? [cell.parentElement.dataset.enhet, nameOfColumn(cell)] : null;
    return { frames: frames, focus: focus, href: link.getAttribute("href"), y: window.scrollY };
  }

  function findPlace(place) {
    document.querySelectorAll("[data-plats]").forEach(function (one) {
      const at = place.frames[one.dataset.plats];
      if (at && (at[0] || at[1])) one.scrollTo(at[0], at[1]);
    });
    if (place.y) window.scrollTo(0, place.y); // what has not moved is not asked to: that would lay the page out once more
    const again = place.focus ? cellAt(place.focus[0], place.focus[1]) : linkTo(place.href);
    if (again) again.focus({ preventScroll: true });
  }

  function linkTo(href) {
    return Array.from(document.querySelectorAll("#sida a[href]")).find((one) => one.getAttribute("href") === href);
  }

  function cellAt(unit, column) {
    const row = Array.from(document.querySelectorAll("tr[data-enhet]")).find((one) => one.dataset.enhet === unit);
    const cell = row && row.cells[columnsOf(row.closest("table")).indexOf(column) + 1];
    return cell && cell.querySelector("a");
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!isOurs(link, event) || event.defaultPrevented) return;
    stepInHistory(); // the address of a link that was followed just before
    const chooser = link.closest("details.chooser");
    if (chooser) chooser.open = false;
    if (link.hasAttribute("data-valjare")) return toggleUnits(link, event);
    const isHere = link.pathname === location.pathname && link.search === location.search;
    if (isHere && link.hash) {
      event.preventDefault();
      rememberPlace();
      history.pushState({}, "", link.href);
      show(link.hash);
    } else if (!isHere && window.malbild.ask) {
      event.preventDefault();
      go(link);
    }
  });

  const EDGE = 32; // beside the chosen cell, so that it does not stand under the fading edge

  let shownAddress = location.pathname + location.search;

  window.addEventListener("popstate", function (event) {
    step = null;
    const y = (event.state && event.state.y) || 0;
    if (location.pathname + location.search === shownAddress) {
      if (!(location.hash && !event.state && show(location.hash))) window.scrollTo(0, y);
      return;
    }
    if (window.malbild.ask) ask(location.pathname + location.search, { y: y });
    else location.reload();
  });

  function show(hash) {
    const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) return false;
    document.querySelectorAll(".utpekad").forEach((one) => one.classList.remove("utpekad"));
    target.classList.add("utpekad");
    target.scrollIntoView();
    target.focus({ preventScroll: true });
    return true;
  }

  document.addEventListener("malbild:ritad", function (event) {
    document.documentElement.classList.remove("hamtar");
    stepInHistory();
    shownAddress = location.pathname + location.search;
    const asked = waiting;
    waiting = null;
    hideTip();
    if (event.detail.isFirst) {
      if (location.hash) show(location.hash);
      else if (!window.scrollY && new URLSearchParams(location.search).has("ruta")) tellDetail();
      return;
    }
    if (!asked) return;
    stopWaiting(asked);
    if (typeof asked.y === "number") return window.scrollTo(0, asked.y);
    if (asked.hash && show(asked.hash)) return;
    if (asked.place) findPlace(asked.place);
    if (asked.isCell) return tellDetail();
    if (asked.keepsPlace) return;
    window.scrollTo(0, 0);
    document.querySelector("#sida main").focus({ preventScroll: true });
  });

  /* The chosen figure: beside the matrix where there is room, else one is taken to it. */
  function tellDetail() {
    const panel = document.getElementById("detalj");
    if (!panel) return;
    bringChosen();
    say(panel.getAttribute("aria-label"));
    const seen = panel.getBoundingClientRect();
    if (seen.top < window.innerHeight / 2 && seen.bottom > 120) return;
    panel.scrollIntoView({ block: "start" });
    panel.focus({ preventScroll: true });
  }

  /* The chosen cell is brought into the matrix's own frame, which the panel makes narrower; the page stays where it is. */
  function bringChosen() {
    const cell = document.querySelector("table.mx td > a[aria-current]");
    const frame = cell && cell.closest(".mx-frame");
    if (!frame) return;
    const table = cell.closest("table");
    const at = cell.getBoundingClientRect();
    const seen = frame.getBoundingClientRect();
    const left = seen.left + cell.closest("tr").cells[0].offsetWidth;
    const top = seen.top + table.tHead.offsetHeight;
    frame.scrollBy(outside(at.left, at.right + EDGE, left, seen.right), outside(at.top, at.bottom + EDGE, top, seen.bottom));
  }

  /* How far something from ``start`` to ``end`` is to be moved to lie within ``from`` to ``to``. */
  function outside(start, end, from, to) {
    return end > to ? end - to : Math.min(0, start - from);
  }

  history.scrollRestoration = "manual";
  if (history.state && history.state.y) window.scrollTo(0, history.state.y);
  window.addEventListener("pagehide", () => rememberPlace());

  /* --- The matrix: one stop for Tab, then arrows; Home and End within the row. --- */

  const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

  function rowsOf(table) {
    return Array.from(table.querySelectorAll("tbody tr:not(.mx-group)"));
  }

  function linkAt(rows, row, column) {
    const cell = rows[row] && rows[row].cells[column];
    return cell && cell.querySelector("td > a");
  }

  /* The nearest cell with a figure in the direction of the arrow; empty cells are stepped over. */
  function neighbour(link, key) {
    const rows = rowsOf(link.closest("table"));
    const cell = link.closest("td");
    let row = rows.indexOf(cell.parentElement);
    let column = cell.cellIndex;
    if (key === "Home" || key === "End") {
      const links = rows[row].querySelectorAll("td > a");
      return key === "Home" ? links[0] : links[links.length - 1];
    }
    const step = STEPS[key];
    for (;;) {
      row += step[0];
      column += step[1];
      if (row < 0 || row >= rows.length || column < 1 || column >= rows[0].cells.length) return null;
      const found = linkAt(rows, row, column);
      if (found) return found;
    }
  }

  function makeReachable(table) {
    const focused = document.activeElement;
    const isHere = table.contains(focused) && focused.matches("td > a");
    if (table.querySelector('td > a[tabindex="0"]') && !isHere) return;
    const first = isHere ? focused : table.querySelector("td > a");
    if (first) first.tabIndex = 0;
  }

  function move(from, to) {
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
    to.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  document.addEventListener("keydown", function (event) {
    const link = event.target.closest && event.target.closest("table[data-tangenter] td > a");
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.key in STEPS) && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const next = neighbour(link, event.key);
    if (next) move(link, next);
  });

  document.addEventListener("focusin", function (event) {
    const link = event.target.closest && event.target.closest("table[data-tangenter] td > a");
    if (!link) return;
    link.closest("table").querySelectorAll('td > a[tabindex="0"]').forEach((other) => { other.tabIndex = -1; });
    link.tabIndex = 0;
    tell(link);
  });

  let sentences = {}; // of a row's cells, by the address that they were fetched from

  function prepare() {
    sentences = {};
    document.querySelectorAll("table[data-tangenter]").forEach(makeReachable);
    window.malbild.cells.settle();
  }
  document.addEventListener("malbild:ritad", prepare);
  prepare();

  /* --- The sentence of a cell, on hover and focus: fetched with the others of its row when the first is asked for. --- */

  let tip = null;
  let pointed = null;

  function tell(link) {
    if (pointed === link) return;
    pointed = link;
    const row = link.closest("tr");
    const address = link.closest("table").dataset.meningar + encodeURIComponent(row.dataset.enhet);
    if (link.querySelector(".vh")) return showTip(link, "");
    showTip(link, (sentences[address] || {})[nameOfColumn(link.parentElement)] || "");
    if (sentences[address]) return;
    sentences[address] = {};
    fetch(address)
      .then((answer) => (answer.ok ? answer.json() : {}))
      .then(function (told) {
        sentences[address] = told;
        const columns = columnsOf(row.closest("table"));
        row.querySelectorAll("td > a").forEach(function (one) {
          const column = columns[one.parentElement.cellIndex - 1];
          nameCell(one, column, unitOf(row), wordOf(one), told[column] || "");
        });
        if (pointed && pointed.closest("tr") === row) showTip(pointed, told[nameOfColumn(pointed.parentElement)] || "");
      })
      .catch(() => { delete sentences[address]; });
  }

  function showTip(link, sentence) {
    if (!tip) {
      tip = document.createElement("div");
      tip.id = "tips";
      tip.setAttribute("aria-hidden", "true");
      document.body.appendChild(tip);
    }
    const head = document.createElement("b");
    head.textContent = nameOfColumn(link.parentElement) + ", " + unitOf(link.closest("tr"));
    const word = wordOf(link);
    const said = word.slice(0, 1).toUpperCase() + word.slice(1) + "." + (sentence ? " " + sentence : "");
    tip.replaceChildren(head, document.createTextNode(said));
    tip.hidden = false;
    placeTip(link);
  }

  function placeTip(link) {
    const cell = link.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, cell.left + cell.width / 2 - own.width / 2), window.innerWidth - own.width - 8);
    const below = cell.bottom + 8;
    const top = below + own.height > window.innerHeight ? cell.top - own.height - 8 : below;
    tip.style.transform = "translate(" + Math.round(left) + "px," + Math.round(top) + "px)";
  }

  function hideTip() {
    pointed = null;
    if (tip) tip.hidden = true;
  }

  document.addEventListener("mouseover", function (event) {
    const link = event.target.closest && event.target.closest("table[data-tangenter] td > a");
    if (link) tell(link);
    else hideTip();
  });
  document.addEventListener("focusout", hideTip);
  /* Arrow keys scroll the matrix under the tip: it goes along as long as its cell is in sight. */
  function followTip() {
    if (!pointed || !tip || tip.hidden) return;
    const at = pointed.getBoundingClientRect();
    const seen = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
    if (pointed.contains(seen)) placeTip(pointed);
    else hideTip();
  }
  window.addEventListener("scroll", followTip, { passive: true, capture: true });

  /* --- Choosers: closed by Escape and by a click outside; the tree of units is searched as one types. --- */

  function closeChoosers(except) {
    document.querySelectorAll("details.chooser[open]").forEach(function (chooser) {
      if (chooser !== except) chooser.open = false;
    });
  }

  document.addEventListener("click", function (event) {
    if (!event.target.closest) return;
    closeChoosers(event.target.closest("details.chooser"));
    if (!event.target.closest(".val-enhet")) closeUnits(false);
  });

  /* The tree of units is another page's; it is fetched when it is opened, and stands under its link. Where that fails, or without
     scripts, the link leads to that page. */
  function toggleUnits(link, event) {
    const body = link.parentElement.querySelector(".chooser-body");
    event.preventDefault();
    if (!body.hidden) return closeUnits(true);
    closeChoosers(null);
    link.setAttribute("aria-expanded", "true");
    body.hidden = false;
    if (body.childElementCount) return openTree(body);
    body.classList.add("vantar");
    fetch(link.href)
      .then((answer) => answer.text())
      .then(function (html) {
        const tree = new DOMParser().parseFromString(html, "text/html").querySelector("[data-organisation]");
        if (!tree) throw new Error("no tree");
        body.classList.remove("vantar");
        body.replaceChildren(tree);
        openTree(body);
      })
      .catch(() => location.assign(link.href));
  }

  function openTree(body) {
    const field = body.querySelector("input[data-sok]");
    field.value = "";
    search(field);
    field.focus();
    const chosen = body.querySelector('[aria-current="true"]');
    if (chosen) body.scrollTop = chosen.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 2;
  }

  function closeUnits(takesFocus) {
    const link = document.querySelector("a[data-valjare]");
    const body = link && link.parentElement.querySelector(".chooser-body");
    if (!body || body.hidden) return false;
    body.hidden = true;
    link.setAttribute("aria-expanded", "false");
    if (takesFocus) link.focus();
    return true;
  }

  function prepareChooser() {
    const link = document.querySelector("a[data-valjare]");
    if (!link) return;
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  }
  document.addEventListener("malbild:ritad", prepareChooser);
  prepareChooser();

  document.addEventListener("keydown", function (event) {
    if (event.key !== " " || !event.target.matches || !event.target.matches("a[data-valjare]")) return;
    event.preventDefault();
    event.target.click();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    hideTip();
    if (closeUnits(true)) return;
    const open = document.querySelector("details.chooser[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
      return;
    }
    const close = document.querySelector(".detail > .close");
    if (close && !(event.target.matches && event.target.matches("input"))) close.click();
  });

  document.addEventListener(
    "toggle",
    function (event) {
      const chooser = event.target;
      if (!chooser.matches || !chooser.matches("details.chooser") || !chooser.open) return;
      closeChoosers(chooser);
      const chosen = chooser.querySelector('[aria-current="true"]');
      if (chosen) chosen.scrollIntoView({ block: "nearest" });
    },
    true
  );

  /* Parts without a hit are hidden, and those with one below them are unfolded; an emptied field folds them as they were. */
  function search(field) {
    const words = field.value.trim().toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
    const body = field.closest("[data-organisation]");
    let found = 0;
    function matches(item) {
      const name = item.querySelector(":scope > a").textContent.toLocaleLowerCase("sv");
      const own = words.every((word) => name.includes(word));
      const fold = item.querySelector(":scope > details");
      const below = fold ? Array.from(fold.querySelectorAll(":scope > ul > li")).map(matches).some(Boolean) : false;
      item.hidden = !(own || below);
      item.classList.toggle("traff", own && words.length > 0);
      if (fold) {
        if (fold.dataset.oppen === undefined) fold.dataset.oppen = fold.open ? "ja" : "";
        fold.open = words.length ? below : Boolean(fold.dataset.oppen);
        if (own && !below) fold.querySelectorAll("li").forEach((one) => { one.hidden = false; });
      }
      if (own) found += 1;
      return own || below;
    }
    body.querySelectorAll(":scope > ul > li").forEach(matches);
    body.querySelector(".nothing").hidden = found > 0;
  }

  document.addEventListener("input", function (event) {
    if (event.target.matches && event.target.matches("input[data-sok]")) search(event.target);
  });

  document.addEventListener("keydown", function (event) {
    const field = event.target.matches && event.target.matches("input[data-sok]") ? event.target : null;
    if (!field || event.key !== "Enter" || !field.value.trim()) return;
    const first = field.closest("[data-organisation]").querySelector("li.traff:not([hidden]) > a");
    if (first) first.click();
  });
})();
