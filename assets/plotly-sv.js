/* Swedish for plotly.js, which registers what waits in window.PlotlyLocales: its own "sv" lacks decimal and thousands signs. */
(function () {
  "use strict";
  window.PlotlyLocales = window.PlotlyLocales || [];
  const dictionary = {
    Autoscale: "Anpassa skalan",
    "Double-click to zoom back out": "Dubbelklicka för att zooma ut",
    "Download plot as a PNG": "Ladda ner diagrammet som PNG",
    Pan: "Panorera",
    Reset: "Återställ",
    "Reset axes": "Återställ axlarna",
    Zoom: "Zooma",
    "Zoom in": "Zooma in",
    "Zoom out": "Zooma ut",
  };
  const format = {
    decimal: ",",
    thousands: "\u00a0",
    grouping: [3],
    currency: ["", "\u00a0kr"],
    dateTime: "%Y-%m-%d %H:%M",
    date: "%Y-%m-%d",
    time: "%H:%M:%S",
    periods: ["fm", "em"],
    days: ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"],
    shortDays: ["sön", "mån", "tis", "ons", "tor", "fre", "lör"],
    months: [
      "januari", "februari", "mars", "april", "maj", "juni",
      "juli", "augusti", "september", "oktober", "november", "december",
    ],
    shortMonths: ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
  };
  window.PlotlyLocales.push({ moduleType: "locale", name: "sv", dictionary: dictionary, format: format });
})();
