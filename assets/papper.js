/* On paper every chart is drawn anew, also one that was never in sight: for the width of the sheet, in the colours of paper, and one
   with many rows in pieces that each have room on a sheet. The chart of the screen gives way to them (assets/papper.css). */
(function () {
  "use strict";
  const SHEET = 1240; // pixels of the page across the sheet, as papper.css scales it
  const ROOM = { first: 500, own: 640, whole: 760 }; // of a sheet: under the page's head, under a heading of its own, for a further piece
  const ROW = { one: { least: 20, most: 26 }, two: { least: 36, most: 40 } }; // for a row whose name stands in one line or in two
  const REM = 16; // pixels, in which the heights of figures are given (app/components/chart.py)
  const FIXED = { staticPlot: true, displayModeBar: false, locale: "sv", responsive: false };

  function draw(place, at) {
    const figure = JSON.parse(place.dataset.diagram).figure;
    const width = widthOf(place);
    pieces(place, figure, at ? ROOM.own : ROOM.first).forEach(function (piece) {
      const paper = document.createElement("div");
      paper.className = "papper";
      paper.style.width = width + "px";
      paper.style.setProperty("--bredd", width);
      paper.style.setProperty("--hojd", piece.height);
      place.append(paper);
      const drawn = window.malbild.coloured(piece.figure, false, 1, getComputedStyle(paper));
      window.Plotly.newPlot(paper, drawn.data, Object.assign(drawn.layout, { width: width, height: piece.height, autosize: false }), FIXED);
      paper.querySelectorAll("svg.main-svg").forEach((svg) => svg.setAttribute("viewBox", "0 0 " + width + " " + piece.height));
      paper.style.width = "";
    });
  }

  /* What the style sheet says, or as much of the sheet as it has of the page. */
  function widthOf(place) {
    const told = parseFloat(getComputedStyle(place).getPropertyValue("--papper"));
    return told || Math.round((SHEET * place.clientWidth) / place.closest("main").clientWidth);
  }

  /* The figure, or the rows of it that have room on each of several sheets, with the height that they take. */
  function pieces(place, figure, room) {
    if (!place.classList.contains("rows")) return [{ figure: figure, height: Math.round(parseFloat(place.style.height) * REM) }];
    const layout = figure.layout;
    const [end, start] = layout.yaxis.range;
    const head = layout.margin.t + layout.margin.b;
    const high = place.closest(".double") ? ROW.two : ROW.one;
    const made = [];
    for (let at = start; at < end; room = ROOM.whole) {
      const rows = rowsOnNext(Math.round(end - at), Math.floor((room - head) / high.least), Math.floor((ROOM.whole - head) / high.least));
      const each = Math.min(high.most, Math.floor((room - head) / rows));
      const yaxis = Object.assign({}, layout.yaxis, { range: [at + rows, at] });
      made.push({ figure: { data: figure.data, layout: Object.assign({}, layout, { yaxis: yaxis }) }, height: head + rows * each });
      at += rows;
    }
    return made;
  }

  /* As many as there is room for here; or fewer, so that the sheets that are needed have about as many each. */
  function rowsOnNext(left, here, further) {
    if (left <= here) return left;
    const sheets = 1 + Math.ceil((left - here) / further);
    return Math.min(here, Math.ceil(left / sheets));
  }

  window.addEventListener("beforeprint", function () {
    if (!window.Plotly) return;
    Array.from(document.querySelectorAll("#sida [data-diagram]")).filter((place) => place.clientWidth).forEach(draw);
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll(".papper").forEach(function (paper) {
      window.Plotly.purge(paper);
      paper.remove();
    });
  });
})();
