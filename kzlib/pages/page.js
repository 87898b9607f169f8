// Search over all sentences, and the articles with their marks. Nothing of a text becomes markup:
// every text is set as textContent.
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("data").textContent);
  var MOST = 200; // lines of a group that a search lists
  var lots = data.lots || [], sentences = [], lower = null, starts = [], of = [];
  data.articles.reduce(function (at, article) { starts.push(at); return at + article[4]; }, 0);

  function make(tag, text, name) {
    var made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (name) made.className = name;
    return made;
  }
  function id(name) { return document.getElementById(name); }

  function ready() { // the texts are there: in plain letters, and the article of each sentence
    if (lower) return;
    lower = sentences.map(function (each) { return plain(each[0]); });
    data.articles.forEach(function (article, number) {
      for (var i = 0; i < article[4]; i++) of.push(number);
    });
  }
  function plain(text) { // as long as the text: of all letters, only \u0130 has a longer small one
    return text.replace(/\u0130/g, "i").toLowerCase().replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d\u00ab\u00bb]/g, '"');
  }
  function whole(then) { // reads what stands in files beside the page, once, then goes on
    var left = lots.slice();
    lots = [];
    (function next() {
      if (!left.length) { ready(); then(); return; }
      id("found").textContent = "Reading the articles \u2026";
      var script = document.createElement("script");
      script.src = left.shift();
      script.onload = next;
      script.onerror = function () {
        id("found").textContent = "The folder with the articles is not beside this page.";
      };
      document.head.appendChild(script);
    })();
  }
  window.kzlibText = function (rows) { sentences = sentences.concat(rows); };
  if (data.sentences) sentences = data.sentences;

  function place(at) { return data.articles[of[at]][0] + ":" + sentences[at][7]; }

  function line(at, from, size) {
    var item = make("li"), button = make("button"), text = sentences[at][0];
    button.type = "button";
    if (size) {
      button.append(text.slice(0, from), make("mark", text.slice(from, from + size)), text.slice(from + size));
    } else button.append(text);
    button.append(" ", make("span", place(at), "id"));
    button.addEventListener("click", function () { open(at); });
    item.append(button);
    return item;
  }

  function search() {
    var asked = plain(id("search").value.trim());
    var hits = id("hits"), groups = data.groups.map(function () { return []; });
    if (!asked) { hits.replaceChildren(); id("found").textContent = ""; return; }
    var letter = /[\p{L}\p{N}]/u, total = 0, found = [], counts = data.groups.map(function () { return 0; });
    for (var at = 0; at < lower.length; at++) {
      var from = lower[at].indexOf(asked);
      // A word begins where no letter stands before it: "art" is not found in "part".
      while (from > 0 && letter.test(lower[at][from - 1]) && letter.test(asked[0])) from = lower[at].indexOf(asked, from + 1);
      if (from < 0) continue;
      var group = data.articles[of[at]][2];
      total++; counts[group]++;
      if (groups[group].length < MOST) groups[group].push([at, from]);
    }
    found = groups.map(function (own, number) {
      var block = make("div"), list = make("ul");
      block.append(make("h3", data.groups[number] + " \u00b7 " + counts[number].toLocaleString("en")));
      own.forEach(function (hit) { list.append(line(hit[0], hit[1], asked.length)); });
      if (counts[number] > own.length) list.append(make("li", "and " + (counts[number] - own.length).toLocaleString("en") + " more"));
      block.append(list);
      return block;
    });
    hits.replaceChildren.apply(hits, found);
    id("found").textContent = total.toLocaleString("en") + " sentences";
  }

  function open(at) { // the whole article, as reading.py makes it for a page without this script
    whole(function () {
      var article = data.articles[of[at]], box = id("article"), made = make("article");
      made.dataset.article = article[0];
      made.dataset.reference = article[3];
      if (article[5]) made.dataset.caveat = article[5];
      made.append(make("p", article[3] + (article[5] ? ". " + article[5] : ""), "source"));
      made.append.apply(made, paragraphs(of[at]));
      box.hidden = false;
      box.lastElementChild.replaceChildren(make("h3", article[1] || article[0]), made);
      box.focus();
      window.kzReading(box.querySelectorAll(".s")[at - starts[of[at]]]);
    });
  }

  function paragraphs(number) {
    var made = [], last = 0, block = null;
    for (var at = starts[number]; at < starts[number] + data.articles[number][4]; at++) {
      var each = sentences[at], span = make("span", each[0], "s"), link = make("a", each[7], "n");
      if (each[1] !== last) {
        block = make("p", "", each[2] ? "" : "aside");
        made.push(block);
        last = each[1];
      }
      span.id = data.articles[number][0] + "-" + each[7];
      link.href = "#" + encodeURIComponent(span.id);
      if (each[5].length) span.dataset.themes = each[5].map(function (theme) { return data.themes[theme]; }).join("; ");
      if (each[3]) span.dataset.voice = data.voices[each[3]] + (each[6] ? ": " + each[6] : "");
      if (each[4]) span.dataset.tone = each[4] > 0 ? "favourable" : "unfavourable";
      if (each[8]) span.dataset.codings = each[8];
      if (each[2] === 2) { var strong = make("strong"); strong.append(span, link); block.append(strong, " "); }
      else block.append(span, link, " ");
    }
    return made;
  }

  function listAll(details) { // all the lines behind a number, not only the first of them
    if (details.dataset.done) return;
    details.dataset.done = "yes";
    whole(function () {
      var lists = {};
      details.querySelectorAll("ul").forEach(function (list) {
        lists[list.dataset.group] = list;
        list.replaceChildren();
      });
      details.dataset.lines.split(" ").filter(Boolean).forEach(function (each) {
        var at = Number(each);
        lists[data.articles[of[at]][2]].append(line(at, 0, 0));
      });
      Object.values(lists).forEach(function (list) {
        var more = Number(list.dataset.more);
        if (more) list.append(make("li", "and " + more.toLocaleString("en") + " more, which a search finds"));
      });
    });
  }

  // On a narrow screen the style shows a table's rows as blocks: each cell says its column, and
  // the roles say that it is still a table.
  var roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };
  document.querySelectorAll("main table").forEach(function (table) {
    var heads = Array.from(table.querySelectorAll("thead th"), function (head) { return head.textContent; });
    if (!heads.length) return;
    table.classList.add("folds");
    [table].concat(Array.from(table.querySelectorAll("thead, tbody, tr, th, td"))).forEach(function (each) {
      each.setAttribute("role", roles[each.tagName]);
      if (each.tagName === "TD" && each.cellIndex) each.dataset.label = heads[each.cellIndex];
    });
  });
  function reach() { // what scrolls sideways can be reached by the keyboard
    document.querySelectorAll("main figure, main div[style*='overflow-x']").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }
  function unfold(open) { // on paper nothing can be opened
    document.querySelectorAll("main details:not(.lines)").forEach(function (each) {
      if (open && !each.open) each.dataset.folded = "yes";
      if (open) each.open = true;
      else if (each.dataset.folded) { each.open = false; delete each.dataset.folded; }
    });
  }

  id("read").hidden = false;
  var link = make("li"), anchor = make("a", "Search and read");
  anchor.href = "#read";
  link.append(anchor);
  document.querySelector("nav ol").append(link);
  id("search-form").addEventListener("submit", function (event) { event.preventDefault(); });
  id("search").addEventListener("input", function () { whole(search); });
  document.querySelectorAll("details.lines").forEach(function (each) {
    each.addEventListener("toggle", function () { if (each.open) listAll(each); });
  });
  window.addEventListener("resize", reach);
  document.addEventListener("toggle", reach, true);
  window.addEventListener("beforeprint", function () { unfold(true); });
  window.addEventListener("afterprint", function () { unfold(false); });
  reach();
  if (data.sentences) ready();
})();
