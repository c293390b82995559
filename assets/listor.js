/* Underlag and Inläsning: choices without reloading, a link that is copied. And the notice that there are new data. */
(function () {
  "use strict";

  /* --- A form of choices becomes an address without empty choices, and goes the way of every link. --- */

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.matches || !form.matches("form[data-val]")) return;
    event.preventDefault();
    const chosen = Array.from(new FormData(form)).filter((one) => String(one[1]).trim() !== "");
    const link = document.createElement("a");
    link.href = form.getAttribute("action") + (chosen.length ? "?" + new URLSearchParams(chosen) : "");
    link.hidden = true;
    form.appendChild(link);
    link.click();
    link.remove();
  });

  /* --- What was open stays so when the same page is drawn with another choice. --- */

  let focused = null;
  const open = new Set();

  document.addEventListener(
    "toggle",
    function (event) {
      const name = event.target.dataset && event.target.dataset.minns;
      if (name) open[event.target.open ? "add" : "delete"](name);
    },
    true
  );

  document.addEventListener("malbild:ritad", function () {
    open.forEach(function (name) {
      const again = document.querySelector('details[data-minns="' + name + '"]');
      if (again) again.open = true;
    });
  });

  /* --- The address is the view: to share the one is to share the other. --- */

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("button[data-kopiera]");
    if (!button) return;
    copy(location.href).then(function () {
      const usual = button.dataset.vanligt || button.textContent;
      button.dataset.vanligt = usual;
      button.textContent = button.dataset.kopiera;
      say(button.dataset.kopiera);
      setTimeout(() => { button.textContent = usual; }, 2500);
    });
  });

  function copy(words) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(words).catch(() => copyByHand(words));
    return copyByHand(words);
  }

  /* Where the browser has no clipboard for us (a server without https), the address is marked and copied as by hand. */
  function copyByHand(words) {
    const field = document.createElement("textarea");
    field.value = words;
    field.className = "vh";
    document.body.appendChild(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    return Promise.resolve();
  }

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

  /* --- New data: asked for now and then, and when one comes back to the window; not while nobody looks. --- */

  const EVERY = 60000; // milliseconds
  let timer = null;

  function shownVersion() {
    const foot = document.querySelector("#sida footer[data-version]");
    return foot ? foot.dataset.version : "";
  }

  function look() {
    clearTimeout(timer);
    if (document.hidden) return;
    timer = setTimeout(look, EVERY);
    const shown = shownVersion();
    if (!shown) return;
    fetch("/halsa", { cache: "no-store" })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then(function (health) {
        if (health && shown === shownVersion()) tell(shown !== health.data_version + "/" + health.judged_on);
      })
      .catch(function () {});
  }

  function tell(isNew) {
    const place = document.getElementById("nytt");
    const foot = document.querySelector("#sida footer[data-version]");
    if (!place || !foot) return;
    if (!isNew) return place.replaceChildren();
    if (place.childElementCount) return;
    const bar = document.createElement("div");
    const words = document.createElement("span");
    words.textContent = foot.dataset.nytt;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button main-button";
    again.textContent = foot.dataset.uppdatera;
    again.addEventListener("click", () => location.reload());
    bar.append(words, again);
    place.append(bar);
  }

  /* The place that is read aloud must stand there before anything is said in it. */
  function prepare() {
    const place = document.createElement("div");
    place.id = "nytt";
    place.setAttribute("role", "status");
    place.setAttribute("aria-live", "polite");
    document.body.appendChild(place);
    timer = setTimeout(look, EVERY);
  }

  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  document.addEventListener("malbild:ritad", () => tell(false));
  if (document.body) prepare();
  else document.addEventListener("DOMContentLoaded", prepare);
})();
