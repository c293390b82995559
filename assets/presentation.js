/* Slides: drawn once from what is in the page, then moved by keys, clicks and numbers. And, on other pages, the way back to them. */
(function () {
  "use strict";

  const SHOWING = "malbild-bildspel"; // where one came from when a chart of a slide was opened
  const DECK = "malbild-presentation"; // the presentation that was last at hand: its query string
  const SLIDE_TEXT = 2; // text in figures is written for 16 px; on a slide of 1080 px it is twice that
  const FULL_HEIGHT = 1080;
  const TOKENS = ["ink", "muted", "line", "edge", "utfall", "spar", "kvinnor", "man", "helt", "delvis", "inte", "ej", "card"];
  const WIDE_ENOUGH = "(min-width: 701px)"; // as in presentation.css

  const stage = document.getElementById("bildspel");
  if (stage) present(stage);
  else accompany();

  /* ===== The slides ===== */

  function present(stage) {
    const slides = Array.from(stage.querySelectorAll(".bild"));
    const wide = window.matchMedia(WIDE_ENOUGH);
    let at = placeInAddress();
    let typed = "";
    let quiet = null;

    document.documentElement.dataset.skript = "redo";
    if (!slides.length) return;
    arrange();
    wide.addEventListener("change", arrange);
    drawNearest();
    window.addEventListener("hashchange", () => go(placeInAddress(), false));
    document.addEventListener("keydown", pressed);
    document.addEventListener("click", clicked);
    document.addEventListener("mousemove", stir);

    function placeInAddress() {
      const id = decodeURIComponent(location.hash.slice(1));
      return Math.max(0, slides.findIndex((slide) => slide.id === id));
    }

    function isShow() {
      return document.documentElement.classList.contains("bildspel");
    }

    function arrange() {
      document.documentElement.classList.toggle("bildspel", wide.matches);
      document.querySelector(".bild-knappar").hidden = !wide.matches;
      go(at, false);
    }

    function go(to, isMoved) {
      at = Math.min(slides.length - 1, Math.max(0, to));
      slides.forEach(function (slide, place) {
        slide.classList.toggle("visad", place === at);
        slide.setAttribute("aria-hidden", isShow() && place !== at ? "true" : "false");
      });
      document.querySelector(".bild-framsteg").style.width = (100 * (at + 1)) / slides.length + "%";
      if (!isShow()) return;
      if (isMoved) {
        history.replaceState(history.state, "", "#" + slides[at].id);
        slides[at].focus({ preventScroll: true });
      }
    }

    /* The slide that is shown first, then the others one by one, so that the first is there at once and all are there soon.
       Whoever prints the page waits for malbildKlar. */
    function drawNearest() {
      const places = [slides[at], ...slides].flatMap((slide) => Array.from(slide.querySelectorAll("[data-bilddiagram]")));
      const left = Array.from(new Set(places));
      window.malbildKlar = new Promise(function (done) {
        function next() {
          const place = left.shift();
          if (place) {
            draw(place).then(() => setTimeout(next, 0));
            return;
          }
          document.documentElement.dataset.ritade = "alla";
          done(true);
        }
        next();
      });
    }

    /* --- Keys, clicks, numbers --- */

    function pressed(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || !isShow()) return;
      const key = event.key;
      const isOnControl = event.target.closest && event.target.closest("button, a");
      if ((key === " " || key === "Enter") && isOnControl && !typed) return;
      const done = act(key, event.shiftKey);
      if (done) event.preventDefault();
    }

    function act(key, shift) {
      if (/^[0-9]$/.test(key)) return type(key);
      if (key === "Enter" && typed) return jump();
      forgetTyped();
      if (isBlank() && !["b", "B", ".", "Escape"].includes(key)) return blank(false);
      if (["ArrowRight", "ArrowDown", "PageDown", "Enter"].includes(key) || (key === " " && !shift)) return move(at + 1);
      if (["ArrowLeft", "ArrowUp", "PageUp", "Backspace"].includes(key) || key === " ") return move(at - 1);
      if (key === "Home") return move(0);
      if (key === "End") return move(slides.length - 1);
      if (key === "n" || key === "N") return note();
      if (key === "b" || key === "B" || key === ".") return blank(!isBlank());
      if (key === "f" || key === "F") return full();
      if (key === "Escape") return isBlank() ? blank(false) : leave();
      return false;
    }

    function move(to) {
      go(to, true);
      return true;
    }

    function type(digit) {
      typed = (typed + digit).slice(-3);
      const told = document.querySelector(".bild-hopp");
      told.textContent = stage.dataset.hopp.replace("{number}", String(Number(typed)));
      told.hidden = false;
      return true;
    }

    function jump() {
      const number = Number(typed);
      forgetTyped();
      return move((number || 1) - 1);
    }

    function forgetTyped() {
      typed = "";
      document.querySelector(".bild-hopp").hidden = true;
    }

    function note() {
      const isShown = !slides[at].querySelector(".bild-anteckning").hidden;
      slides.forEach((slide) => { slide.querySelector(".bild-anteckning").hidden = isShown; });
      return true;
    }

    function isBlank() {
      return !document.querySelector(".bild-svart").hidden;
    }

    function blank(wanted) {
      document.querySelector(".bild-svart").hidden = !wanted;
      return true;
    }

    function full() {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen();
      return true;
    }

    function leave() {
      location.href = stage.dataset.tillbaka + "#" + slides[at].id;
      return true;
    }

    function clicked(event) {
      if (isBlank()) return blank(false);
      const pressedButton = event.target.closest("[data-gor]");
      const link = event.target.closest("a[href]");
      if (pressedButton && pressedButton.dataset.gor !== "avsluta") return press(pressedButton.dataset.gor);
      if (link) {
        if (!pressedButton) remember();
        return undefined;
      }
      if (!isShow() || event.button !== 0 || event.target.closest(".bild-anteckning") || String(window.getSelection())) return undefined;
      return move(event.clientX < window.innerWidth / 6 ? at - 1 : at + 1);
    }

    function press(what) {
      return { forra: () => move(at - 1), nasta: () => move(at + 1), anteckning: note, svart: () => blank(true), helskarm: full }[what]();
    }

    /* The detail that is opened knows the way back. */
    function remember() {
      const back = location.pathname + location.search + "#" + slides[at].id;
      sessionStorage.setItem(SHOWING, JSON.stringify({ back: back, from: document.title }));
      history.replaceState(history.state, "", "#" + slides[at].id);
    }

    function stir() {
      const controls = document.querySelector(".bild-knappar");
      controls.classList.add("framme");
      document.documentElement.classList.remove("stilla");
      clearTimeout(quiet);
      quiet = setTimeout(function () {
        controls.classList.remove("framme");
        document.documentElement.classList.add("stilla");
      }, 2500);
    }
  }

  /* --- A chart, drawn once for a slide of 1920 × 1080 and then scaled with it like everything else. --- */

  function draw(place) {
    const e = parseFloat(getComputedStyle(place.closest(".bild")).width) / 60;
    const scale = FULL_HEIGHT / 33.75 / e;
    const isNarrow = !document.documentElement.classList.contains("bildspel") && window.innerWidth <= 700;
    const size = isNarrow ? { width: 1240, height: 760 } : { width: place.clientWidth * scale, height: place.clientHeight * scale };
    const figure = window.malbild.coloured(JSON.parse(place.dataset.bilddiagram), false, SLIDE_TEXT);
    thicken(figure.data, SLIDE_TEXT);
    thicken(figure.layout, SLIDE_TEXT);
    Object.assign(figure.layout, { width: Math.round(size.width), height: Math.round(size.height), autosize: false });
    const sheet = document.createElement("div");
    sheet.className = "bild-yta";
    sheet.setAttribute("aria-hidden", "true");
    place.appendChild(sheet);
    return window.Plotly.newPlot(sheet, figure.data, figure.layout, { staticPlot: true, displayModeBar: false, locale: "sv" }).then(function () {
      sheet.querySelectorAll(".main-svg").forEach(function (drawn) {
        drawn.setAttribute("viewBox", "0 0 " + figure.layout.width + " " + figure.layout.height);
      });
      followTokens(sheet);
    });
  }

  /* Lines and signs grow with the text. */
  function thicken(part, factor) {
    if (!part || typeof part !== "object") return;
    Object.entries(part).forEach(function (entry) {
      const name = entry[0];
      const one = entry[1];
      if (name === "line" && one && typeof one.width === "number") one.width *= factor;
      if (name === "marker" && one) {
        if (typeof one.size === "number") one.size *= factor;
        if (one.line && typeof one.line.width === "number") one.line.width *= factor;
        return;
      }
      if ((name === "error_x" || name === "error_y") && one) {
        one.thickness *= factor;
        one.width *= factor;
      }
      if (["xshift", "yshift", "ticklabelstandoff", "gridwidth"].includes(name) && typeof one === "number") part[name] = one * factor;
      else thicken(one, factor);
    });
  }

  /* Colours become the style sheet's own again, so that light, dark and paper need no new drawing. */
  function followTokens(sheet) {
    const style = getComputedStyle(document.documentElement);
    const probe = document.createElement("i");
    sheet.appendChild(probe);
    const names = new Map();
    TOKENS.forEach(function (name) {
      probe.style.color = style.getPropertyValue("--" + name).trim();
      const seen = getComputedStyle(probe).color;
      if (!names.has(seen)) names.set(seen, "var(--" + name + ")");
    });
    probe.remove();
    sheet.querySelectorAll("svg *").forEach(function (node) {
      ["fill", "stroke"].forEach(function (property) {
        const token = names.get(node.style[property]);
        if (token) node.style[property] = token;
      });
    });
  }

  /* ===== On all other pages ===== */

  function accompany() {
    document.addEventListener("malbild:ritad", keepDeck);
    document.addEventListener("malbild:ritad", offerReturn);
    document.addEventListener("click", addToDeck, true);
    document.addEventListener("keydown", returnByKey);
    keepDeck();
    offerReturn();
  }

  /* The presentation that is at hand, so that a chart elsewhere can be laid in it. */
  function keepDeck() {
    const deck = document.querySelector("[data-presentation]");
    if (!deck) return;
    sessionStorage.removeItem(SHOWING);
    sessionStorage.setItem(DECK, deck.dataset.presentation);
    if (new URLSearchParams(location.search).has("lagg")) {
      history.replaceState(history.state, "", location.pathname + deck.dataset.presentation + location.hash);
    }
  }

  /* The link says which slide, with the deck that is at hand; where there is none the server proposes one. */
  function addToDeck(event) {
    const link = event.target.closest && event.target.closest("a[data-lagg]");
    const deck = sessionStorage.getItem(DECK);
    if (!link || !deck) return;
    const chosen = new URLSearchParams(deck);
    chosen.set("lagg", link.dataset.lagg);
    link.href = "/presentation?" + chosen + "#bild-" + link.dataset.lagg;
  }

  function showing() {
    try {
      return JSON.parse(sessionStorage.getItem(SHOWING) || "null");
    } catch (error) {
      return null;
    }
  }

  function offerReturn() {
    const from = showing();
    let link = document.querySelector(".till-bildspel");
    if (!from || typeof from.back !== "string" || !from.back.startsWith("/presentation/visa")) {
      if (link) link.remove();
      return;
    }
    if (link) return;
    link = document.createElement("a");
    link.className = "till-bildspel";
    link.target = "_self";
    link.href = from.back;
    link.textContent = document.body.dataset.tillbaka || "";
    link.addEventListener("click", () => sessionStorage.removeItem(SHOWING));
    document.body.appendChild(link);
  }

  /* Escape closes what is open on the page first (sida.js), and leads back to the slide when nothing is. */
  function returnByKey(event) {
    const link = document.querySelector(".till-bildspel");
    if (event.key !== "Escape" || !link) return;
    const isOpen = document.querySelector("details.chooser[open], .chooser-body:not([hidden]) [data-organisation]");
    const isTyping = event.target.matches && event.target.matches("input, textarea, select");
    if (!isOpen && !isTyping && !event.defaultPrevented) link.click();
  }
})();
