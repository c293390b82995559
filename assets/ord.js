/* Words of the field explain themselves (app/components/terms.py): pointed at, or come to with the keyboard. What they mean is
   written as the title of each, for those without scripts; here it is told at once, also on focus and to a finger. Of each word
   the first one on a page is a stop for Tab, so that a page with hundreds is still quick to go through. */
(function () {
  "use strict";
  const STAYS = 200; // milliseconds, so that the pointer can be moved onto what is told
  let tip = null;
  let told = null;
  let leaving = 0;

  function prepare() {
    hide();
    const met = new Set();
    document.querySelectorAll(".term").forEach(function (word) {
      if (word.title) {
        word.setAttribute("aria-description", word.title);
        word.removeAttribute("title");
      }
      if (word.localName !== "dfn") return;
      word.tabIndex = met.has(word.textContent) ? -1 : 0;
      met.add(word.textContent);
    });
  }

  function show(word) {
    clearTimeout(leaving);
    if (told === word) return;
    if (!tip) {
      tip = document.createElement("div");
      tip.id = "ordtips";
      tip.setAttribute("aria-hidden", "true"); // it is the word's own description
      document.body.appendChild(tip);
    }
    told = word;
    tip.textContent = word.getAttribute("aria-description");
    tip.hidden = false;
    place();
  }

  function place() {
    const at = told.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left), document.documentElement.clientWidth - own.width - 8);
    const isRoomBelow = at.bottom + 6 + own.height <= window.innerHeight;
    tip.style.transform = "translate(" + Math.round(left) + "px," + Math.round(isRoomBelow ? at.bottom + 6 : at.top - own.height - 6) + "px)";
  }

  function hide() {
    clearTimeout(leaving);
    told = null;
    if (tip) tip.hidden = true;
  }

  function wordAt(event) {
    return event.target.closest ? event.target.closest(".term[aria-description]") : null;
  }

  document.addEventListener("mouseover", function (event) {
    const word = wordAt(event);
    if (word) return show(word);
    if (event.target === tip) return clearTimeout(leaving);
    clearTimeout(leaving);
    if (told && told !== document.activeElement) leaving = setTimeout(hide, STAYS);
  });
  document.addEventListener("focusin", function (event) {
    const word = wordAt(event);
    if (word && word.matches(":focus-visible, dfn")) show(word);
    else hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  /* A page that scrolls takes the explanation along, for as long as its word is in sight. */
  function follow() {
    if (!told) return;
    const at = told.getBoundingClientRect();
    if (at.bottom < 0 || at.top > window.innerHeight) hide();
    else place();
  }
  window.addEventListener("scroll", follow, { passive: true, capture: true });
  document.addEventListener("malbild:ritad", prepare);
  prepare();
})();
