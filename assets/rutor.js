/* The cells of the matrix. A page that one follows a link to tells them by a sign each (app/components/matrix.py): here they become
   links, as app/components/matrix_cells.py writes them in a whole document, or the cells that stand there already are changed. */
(function () {
  "use strict";
  const ROWS = "table.mx tr[data-enhet]";
  const TOLD = "tr[data-celler]";
  const NOT_FOLLOWED = "-";
  const list = window.matchMedia("(max-width: 700px)"); // as in assets/malbild.css: there the counts of a row are seen
  const whenIdle = window.requestIdleCallback || ((then) => setTimeout(() => then({ timeRemaining: () => 10 }), 50));

  /* --- What a table says of all its cells --- */

  let words = {}; // of the statuses, by their classes, as the matrix that they were read from says them
  let wordsRead = "";

  function wordsOf(table) {
    const told = table.dataset.ord;
    if (told !== wordsRead) {
      words = JSON.parse(told);
      wordsRead = told;
    }
    return words;
  }

  function headsOf(table) {
    return Array.from(table.querySelectorAll(".mx-names th"));
  }

  function columnsOf(table) {
    return headsOf(table).map((one) => one.title);
  }

  function nameOfColumn(cell) {
    return columnsOf(cell.closest("table"))[cell.cellIndex - 1];
  }

  function wordOf(link) {
    const share = link.querySelector(".vh");
    return share ? share.textContent : wordsOf(link.closest("table"))[link.parentElement.classList[0]];
  }

  function unitOf(row) {
    return row.cells[0].querySelector("a").textContent;
  }

  /* By column: what its cells have in common. By sign: the class and the word of its status. */
  function told(table) {
    const classes = Object.keys(wordsOf(table));
    const lifted = table.dataset.lyft || "";
    return {
      counted: JSON.parse(table.dataset.antal).map((one, sign) => ({ css: classes[sign], symbol: one[0], word: one[1] })),
      lifted: lifted,
      columns: headsOf(table).map((one) => ({ slug: one.dataset.kod, name: one.title, short: one.textContent, starts: one.className })),
      classes: classes.map((one) => (lifted && lifted !== one ? one + " bak" : one)),
      words: classes.map((one) => words[one]),
      address: table.dataset.rutor,
    };
  }

  function classOf(table, sign, column) {
    const starts = column.starts ? " " + column.starts : "";
    return sign === NOT_FOLLOWED ? "" : table.classes[sign] + starts;
  }

  function escaped(words) {
    return words.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  }

  /* --- Rows without cells get them, rows with them are changed where they differ --- */

  function linkIn(table, row, sign, column, isChosen) {
    const short = table.lifted ? ' data-kort="' + escaped(column.short) + '"' : "";
    const address = escaped(table.address + row.dataset.enhet + "/" + column.slug);
    const reached = isChosen ? 'tabindex=0 aria-current="true"' : "tabindex=-1";
    return "<a " + reached + ' href="' + address + '" aria-label="' + escaped(table.words[sign]) + '"' + short + "></a>";
  }

  function fillRow(table, row) {
    const chosen = Number(row.dataset.vald || -1);
    let written = "";
    Array.from(row.dataset.celler).forEach(function (sign, place) {
      const column = table.columns[place];
      if (sign === NOT_FOLLOWED) written += "<td>";
      else written += '<td class="' + classOf(table, sign, column) + '">' + linkIn(table, row, sign, column, place === chosen);
    });
    row.insertAdjacentHTML("beforeend", written);
    if (list.matches) count(table, row);
  }

  /* How many cells of the row have each status, beside the unit's name; of the lifted one alone where one is. */
  function count(table, row, told) {
    const signs = Array.from(told || row.dataset.celler);
    let written = "";
    table.counted.forEach(function (one, sign) {
      const number = signs.filter((each) => each === String(sign)).length;
      if (!number || (table.lifted && table.lifted !== one.css)) return;
      const symbol = '<span aria-hidden="true">' + one.symbol + "</span> ";
      written += '<span class="' + one.css + '">' + symbol + number + '<span class="vh"> ' + escaped(one.word) + "</span></span>";
    });
    const place = row.querySelector(".mx-counts");
    if (place.innerHTML !== written) place.innerHTML = written;
  }

  /* All rows within a part of a page that have no cells yet. */
  function fill(part) {
    part.querySelectorAll("table.mx").forEach(function (table) {
      const bare = Array.from(table.querySelectorAll(TOLD)).filter((row) => row.cells.length === 1);
      const common = bare.length ? told(table) : null;
      bare.forEach((row) => fillRow(common, row));
    });
  }

  /* Whether the cells of two tables stand under the same heads and are drawn alike. */
  function areAlike(old, fresh) {
    return (
      old.className === fresh.className && old.dataset.ord === fresh.dataset.ord && old.dataset.lyft === fresh.dataset.lyft &&
      old.tHead.innerHTML === fresh.tHead.innerHTML
    );
  }

  /* The cells of a row become those of another; what cannot be seen of them follows when there is time (settle). */
  function changeRow(table, row, fresh) {
    const before = row.dataset.celler;
    const signs = fresh.dataset.celler;
    const focused = document.activeElement;
    if (row.dataset.enhet !== fresh.dataset.enhet && row.contains(focused)) focused.blur(); // another link now
    unchoose(row);
    let cell = row.cells[0];
    for (let place = 0; place < signs.length; place += 1) {
      cell = cell.nextElementSibling;
      if (before[place] === signs[place]) continue;
      cell.className = classOf(table, signs[place], table.columns[place]);
      if (signs[place] === NOT_FOLLOWED) cell.replaceChildren();
      else if (before[place] === NOT_FOLLOWED) cell.innerHTML = linkIn(table, fresh, signs[place], table.columns[place], false);
    }
    choose(row, fresh.dataset.vald);
    row.isSettled = false;
    if (list.matches) count(table, row, signs);
  }

  function unchoose(row) {
    const chosen = row.querySelector('a[aria-current], a[tabindex="0"]');
    if (!chosen) return;
    chosen.removeAttribute("aria-current");
    if (chosen !== document.activeElement) chosen.tabIndex = -1;
  }

  function choose(row, place) {
    const chosen = place === undefined ? null : row.cells[Number(place) + 1].firstChild;
    if (!chosen) return;
    chosen.tabIndex = 0;
    chosen.setAttribute("aria-current", "true");
  }

  /* --- Address and name of each cell: when there is time, and at once for those that somebody comes to --- */

  function settleRow(row, table) {
    const common = table || told(row.closest("table"));
    const unit = unitOf(row);
    row.isSettled = true;
    if (row.dataset.celler !== undefined) count(common, row);
    row.querySelectorAll("td > a").forEach(function (link) {
      const column = common.columns[link.parentElement.cellIndex - 1];
      const address = common.address + row.dataset.enhet + "/" + column.slug;
      if (row.dataset.celler !== undefined && link.getAttribute("href") !== address) link.setAttribute("href", address);
      nameCell(link, column.name, unit, wordOf(link), "");
    });
  }

  function nameCell(link, column, unit, word, sentence) {
    const name = column + ", " + unit + ": " + word + (sentence ? ". " + sentence : "");
    if (link.getAttribute("aria-label") !== name) link.setAttribute("aria-label", name);
  }

  /* Heard by itself a cell says what it is about and where, not only the word of its status. */
  function settle() {
    const rows = Array.from(document.querySelectorAll(ROWS)).filter((row) => !row.isSettled);
    if (!rows.length) return;
    const common = told(rows[0].closest("table"));
    whenIdle(function step(deadline) {
      do {
        const row = rows.shift();
        if (row && row.isConnected && !row.isSettled) settleRow(row, common);
      } while (rows.length && deadline.timeRemaining() > 2);
      if (rows.length) whenIdle(step);
    });
  }

  ["mouseover", "focusin", "click"].forEach(function (kind) {
    document.addEventListener(
      kind,
      function (event) {
        const row = event.target.closest && event.target.closest(ROWS);
        if (row && !row.isSettled && row.cells.length > 1) settleRow(row);
      },
      true
    );
  });

  Object.assign(window.malbild, {
    cells: { fill: fill, areAlike: areAlike, told: told, changeRow: changeRow, settle: settle },
    columnsOf: columnsOf, nameOfColumn: nameOfColumn, wordOf: wordOf, nameCell: nameCell, unitOf: unitOf,
  });
})();
