/* How far a long work has come: asked for each second, and told without the page being drawn anew. */
(function () {
  "use strict";
  const place = document.querySelector("[data-jobb]");
  if (!place) return;
  const EACH = 1000;
  let faults = 0;

  function ask() {
    fetch(place.dataset.jobb, { cache: "no-store" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error())))
      .then(function (told) {
        faults = 0;
        if (told.klar) return location.reload();
        place.querySelector("[data-andel]").value = told.gjorda;
        const said = place.querySelector("[data-lage]");
        if (said.textContent !== told.sager) said.textContent = told.sager;
        setTimeout(ask, EACH);
      })
      .catch(function () {
        faults += 1;
        if (faults < 30) setTimeout(ask, EACH * faults);
      });
  }
  setTimeout(ask, EACH);
})();
