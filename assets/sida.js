/* How a page behaves: links without reloading, the matrix by arrow keys, its sentence on hover and focus, the choosers. */
(function () {
  "use strict";

  /* --- Links: the address is the only state, and changes without loading the document anew. --- */

  const PATIENCE = 10000; // milliseconds until an unanswered link is opened as a document of its own
  let waiting = null; // what to do when the page that was asked for has been drawn

  function isOurs(link, event) {
    return (
      link && link.origin === location.origin && !link.target && !link.hasAttribute("download") &&
      event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) &&
      !link.pathname.startsWith("/assets/") && link.pathname !== "/halsa"
    );
  }

  function ask(then) {
    waiting = then;
    waiting.timer = setTimeout(() => location.reload(), PATIENCE);
    document.documentElement.classList.add("hamtar");
    window.malbild.ask(location.pathname + location.search);
  }

  function go(link) {
    const keepsPlace = link.pathname === location.pathname;
    rememberPlace();
    history.pushState({}, "", link.href);
    ask({ hash: link.hash, keepsPlace: keepsPlace });
  }

  function rememberPlace() {
    history.replaceState(Object.assign({}, history.state, { y: window.scrollY }), "");
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!isOurs(link, event) || event.defaultPrevented) return;
    const chooser = link.closest("details.chooser");
    if (chooser) chooser.open = false;
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

  let shownAddress = location.pathname + location.search;

  window.addEventListener("popstate", function (event) {
    const y = (event.state && event.state.y) || 0;
    if (location.pathname + location.search === shownAddress) {
      if (!(location.hash && !event.state && show(location.hash))) window.scrollTo(0, y);
      return;
    }
    if (window.malbild.ask) ask({ y: y });
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
    shownAddress = location.pathname + location.search;
    const asked = waiting;
    waiting = null;
    hideTip();
    if (event.detail.isFirst) {
      if (location.hash) show(location.hash);
      return;
    }
    if (!asked) return;
    clearTimeout(asked.timer);
    if (typeof asked.y === "number") return window.scrollTo(0, asked.y);
    if (asked.hash && show(asked.hash)) return;
    if (asked.keepsPlace) return;
    window.scrollTo(0, 0);
    document.querySelector("#sida main").focus({ preventScroll: true });
  });

  history.scrollRestoration = "manual";
  if (history.state && history.state.y) window.scrollTo(0, history.state.y);
  window.addEventListener("pagehide", rememberPlace);

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
    if (!table.querySelector('td > a[tabindex="0"]')) {
      const first = table.querySelector("td > a");
      if (first) first.tabIndex = 0;
    }
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

  function prepare() {
    document.querySelectorAll("table[data-tangenter]").forEach(makeReachable);
  }
  document.addEventListener("malbild:ritad", prepare);
  prepare();

  /* --- The sentence of a cell, on hover and focus. Its words are the link's own name. --- */

  let tip = null;

  function tell(link) {
    if (!tip) {
      tip = document.createElement("div");
      tip.id = "tips";
      tip.setAttribute("aria-hidden", "true");
      document.body.appendChild(tip);
    }
    const words = link.getAttribute("aria-label");
    const at = words.indexOf(": ");
    const head = document.createElement("b");
    head.textContent = words.slice(0, at);
    tip.replaceChildren(head, document.createTextNode(words.slice(at + 2, at + 3).toUpperCase() + words.slice(at + 3)));
    tip.hidden = false;
    const cell = link.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, cell.left + cell.width / 2 - own.width / 2), window.innerWidth - own.width - 8);
    const below = cell.bottom + 8;
    const top = below + own.height > window.innerHeight ? cell.top - own.height - 8 : below;
    tip.style.transform = "translate(" + Math.round(left) + "px," + Math.round(top) + "px)";
  }

  function hideTip() {
    if (tip) tip.hidden = true;
  }

  document.addEventListener("mouseover", function (event) {
    const link = event.target.closest && event.target.closest("table[data-tangenter] td > a");
    if (link) tell(link);
    else hideTip();
  });
  document.addEventListener("focusout", hideTip);
  window.addEventListener("scroll", hideTip, { passive: true, capture: true });

  /* --- Choosers: closed by Escape and by a click outside; the tree of units is searched as one types. --- */

  function closeChoosers(except) {
    document.querySelectorAll("details.chooser[open]").forEach(function (chooser) {
      if (chooser !== except) chooser.open = false;
    });
  }

  document.addEventListener("click", function (event) {
    closeChoosers(event.target.closest && event.target.closest("details.chooser"));
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    hideTip();
    const open = document.querySelector("details.chooser[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  document.addEventListener(
    "toggle",
    function (event) {
      const chooser = event.target;
      if (!chooser.matches || !chooser.matches("details.chooser") || !chooser.open) return;
      closeChoosers(chooser);
      const field = chooser.querySelector("input[data-sok]");
      if (field) {
        field.value = "";
        search(field);
        field.focus();
      }
      const chosen = chooser.querySelector('[aria-current="true"]');
      if (chosen) chosen.scrollIntoView({ block: "nearest" });
    },
    true
  );

  function search(field) {
    const words = field.value.trim().toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
    const body = field.closest(".chooser-body");
    let found = 0;
    function matches(item) {
      const name = item.querySelector(":scope > a").textContent.toLocaleLowerCase("sv");
      const own = words.every((word) => name.includes(word));
      const below = Array.from(item.querySelectorAll(":scope > ul > li")).map(matches).some(Boolean);
      item.hidden = !(own || below);
      item.classList.toggle("traff", own && words.length > 0);
      if (own && !below) item.querySelectorAll("li").forEach((one) => { one.hidden = false; });
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
    const first = field.closest(".chooser-body").querySelector("li.traff:not([hidden]) > a");
    if (first) first.click();
  });
})();
