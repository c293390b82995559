/* A chart as a picture, PNG or SVG, made in the browser: with its finding above and its signs and source below. Nothing is sent. */
(function () {
  "use strict";
  const LEAST_WIDTH = 720;
  const HEAD = { size: 17, line: 23, weight: "bold" };
  const FOOT = { size: 12, line: 17, weight: "normal" };
  const EDGE = 20;
  const SHARPNESS = 2; // pixels of a PNG for each pixel of the page

  function addButtons() {
    document.querySelectorAll("#sida figure[data-hamta]:not([data-bild])").forEach(function (frame) {
      frame.dataset.bild = "ja";
      const line = document.createElement("p");
      line.className = "bildknappar";
      line.append(frame.dataset.hamta + ":");
      ["PNG", "SVG"].forEach(function (kind) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = kind;
        button.setAttribute("aria-label", frame.dataset.hamta + " " + kind);
        button.addEventListener("click", () => give(frame, kind));
        line.append(" ", button);
      });
      frame.append(line);
    });
  }

  function give(frame, kind) {
    const place = frame.querySelector("[data-diagram]");
    if (!window.Plotly || !place) return;
    picture(frame, place).then(function (made) {
      if (kind === "SVG") return save("data:image/svg+xml;charset=utf-8," + encodeURIComponent(made.svg), place.id + ".svg");
      return pixels(made).then((address) => save(address, place.id + ".png"));
    });
  }

  function picture(frame, place) {
    const figure = window.malbild.coloured(JSON.parse(place.dataset.diagram).figure, false, 1);
    const style = getComputedStyle(document.documentElement);
    const width = Math.max(LEAST_WIDTH, Math.round(place.clientWidth));
    const head = wrapped(frame.querySelector(".finding"), width, HEAD);
    const foot = [".marks", ".source"].flatMap((name) => wrapped(frame.querySelector(name), width, FOOT));
    const margin = Object.assign({ l: 0, r: 0, t: 0, b: 0 }, figure.layout.margin);
    const above = head.length * HEAD.line + EDGE;
    const below = foot.length * FOOT.line + EDGE;
    const height = Math.round(place.clientHeight) + above + below;
    const layout = Object.assign({}, figure.layout, {
      width: width, height: height, autosize: false, paper_bgcolor: style.getPropertyValue("--card").trim(),
      margin: Object.assign({}, margin, { l: margin.l + EDGE, r: margin.r + EDGE, t: margin.t + above, b: margin.b + below }),
    });
    layout.annotations = (figure.layout.annotations || []).concat(
      words(head, HEAD, "top", margin.t + above - EDGE / 2, margin.l, style.getPropertyValue("--ink").trim(), true),
      words(foot, FOOT, "bottom", -(margin.b + below - EDGE / 2), margin.l, style.getPropertyValue("--muted").trim(), false)
    );
    const asked = { data: figure.data, layout: layout, config: { staticPlot: true, locale: "sv" } };
    return window.Plotly.toImage(asked, { format: "svg", width: width, height: height }).then(function (address) {
      const svg = decodeURIComponent(address.slice(address.indexOf(",") + 1));
      return { svg: named(svg, place.getAttribute("aria-label") || ""), width: width, height: height };
    });
  }

  /* Lines of text that stand at the upper or the lower edge, written so that nothing in them is taken for markup. */
  function words(lines, look, side, shift, left, colour, bold) {
    if (!lines.length) return [];
    const text = lines.map((line) => line.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")).join("<br>");
    return [{
      text: bold ? "<b>" + text + "</b>" : text, font: { size: look.size, color: colour }, align: "left", showarrow: false,
      xref: "paper", x: 0, xanchor: "left", xshift: -left, yref: "paper", y: side === "top" ? 1 : 0, yanchor: side, yshift: shift,
    }];
  }

  function wrapped(element, width, look) {
    const said = element ? element.innerText.replace(/[ \t\r\n]+/g, " ").trim() : "";
    const ruler = document.createElement("canvas").getContext("2d");
    ruler.font = look.weight + " " + look.size + "px " + getComputedStyle(document.body).fontFamily;
    const most = width - 2 * EDGE;
    const lines = [];
    said.split(" ").filter(Boolean).forEach(function (word) {
      const last = lines.length - 1;
      if (last >= 0 && ruler.measureText(lines[last] + " " + word).width <= most) lines[last] += " " + word;
      else lines.push(word);
    });
    return lines;
  }

  /* What a screen reader says of the picture stands in it. */
  function named(svg, said) {
    const file = new DOMParser().parseFromString(svg, "image/svg+xml");
    const title = file.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = said;
    file.documentElement.prepend(title);
    file.documentElement.setAttribute("role", "img");
    return new XMLSerializer().serializeToString(file);
  }

  function pixels(made) {
    return new Promise(function (done, failed) {
      const image = new Image();
      image.onerror = failed;
      image.onload = function () {
        const canvas = document.createElement("canvas");
        canvas.width = made.width * SHARPNESS;
        canvas.height = made.height * SHARPNESS;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        done(canvas.toDataURL("image/png"));
      };
      image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(made.svg);
    });
  }

  function save(address, name) {
    const link = document.createElement("a");
    link.href = address;
    link.download = "malbild-" + name;
    document.body.append(link);
    link.click();
    link.remove();
  }

  document.addEventListener("malbild:ritad", addButtons);
  addButtons();

  /* The name that one has signed with is kept in one's own browser, for the next comment. */
  const NAME = "malbild-namn";
  function fillName() {
    document.querySelectorAll("input[data-minns-namn]").forEach(function (field) {
      if (!field.value) field.value = localStorage.getItem(NAME) || "";
      field.addEventListener("change", () => localStorage.setItem(NAME, field.value));
    });
  }
  document.addEventListener("malbild:ritad", fillName);
  fillName();
})();
