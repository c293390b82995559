/* A report: its charts drawn once, all at the width of the paper, and again where the window becomes narrower than that.
   malbildKlar is kept when they are, and PDF waits for it. */
(function () {
  "use strict";
  if (!document.querySelector("main.report")) return;

  const drawn = Array.from(document.querySelectorAll("[data-diagram]")).map(function (place) {
    const figure = window.malbild.coloured(JSON.parse(place.dataset.diagram).figure, false, 0);
    figure.layout.width = place.clientWidth;
    figure.layout.height = place.clientHeight;
    figure.layout.autosize = false;
    return window.Plotly.newPlot(place, figure.data, figure.layout, { staticPlot: true, displayModeBar: false, locale: "sv" });
  });
  window.malbildKlar = Promise.all(drawn).then(() => (document.fonts ? document.fonts.ready : null)).then(() => true);
  document.documentElement.dataset.skript = "redo";

  let waiting = 0;
  window.addEventListener("resize", function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      document.querySelectorAll("[data-diagram]").forEach(function (place) {
        if (place.clientWidth !== place.layout.width) window.Plotly.relayout(place, { width: place.clientWidth });
      });
    }, 100);
  });

  document.querySelectorAll("[data-skriv-ut]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
