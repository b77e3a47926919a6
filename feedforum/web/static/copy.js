// Shows what could do nothing without a script: the buttons that copy a feed's address, and the choice of a reader.
"use strict";

async function copy(address) {
  try {
    await navigator.clipboard.writeText(address.textContent);
    return true;
  } catch {
    // Without HTTPS a browser has no clipboard to write to, but for what is selected.
    getSelection().selectAllChildren(address);
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("button[data-copied]")) {
  const feed = button.closest(".feed");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(feed.querySelector(".address"));
    feed.querySelector("[role=status]").textContent = done ? button.dataset.copied : button.dataset.failed;
  });
}

// Where each reader takes a feed's address; those of one's own begin with their own address.
const READERS = {
  feed: (feed) => `feed:${feed}`,
  feedly: (feed) => `https://feedly.com/i/subscription/feed/${encodeURIComponent(feed)}`,
  inoreader: (feed) => `https://www.inoreader.com/?add_feed=${encodeURIComponent(feed)}`,
  freshrss: (feed, own) => `${own}/i/?c=feed&a=add&url_rss=${encodeURIComponent(feed)}`,
  miniflux: (feed, own) => `${own}/bookmarklet?uri=${encodeURIComponent(feed)}`,
};
const OWN = new Set(["freshrss", "miniflux"]);
const KEPT = "feedforum.reader";

function kept() {
  try {
    const { name, own } = JSON.parse(localStorage.getItem(KEPT));
    return { name: name in READERS ? name : "feed", own: String(own ?? "") };
  } catch {
    return { name: "feed", own: "" };
  }
}

function keep(choice) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(choice));
  } catch {
    // A browser that keeps nothing knows the choice as long as the page is open.
  }
}

function use({ name, own }) {
  const base = own.replace(/\/+$/, "");
  const ready = !OWN.has(name) || /^https?:\/\/./.test(base);
  for (const link of document.querySelectorAll("a[data-feed]")) {
    link.href = READERS[ready ? name : "feed"](link.dataset.feed, base);
  }
  for (const choice of document.querySelectorAll(".reader")) {
    choice.querySelector("select").value = name;
    choice.querySelector("input").value = own;
    choice.querySelector("input").parentElement.hidden = !OWN.has(name);
  }
}

for (const choice of document.querySelectorAll(".reader")) {
  choice.hidden = false;
  choice.addEventListener("change", () => {
    const chosen = { name: choice.querySelector("select").value, own: choice.querySelector("input").value.trim() };
    keep(chosen);
    use(chosen);
  });
}
use(kept());
