// The layout shifts of this page so far, one line each.
async () => {
  const entries = await new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    // Without any entry the observer is never called.
    setTimeout(() => resolve(observer.takeRecords()), 200);
  });
  const name = ({ node }) => node?.localName + "." + (node?.className ?? "");
  return entries
    .filter((entry) => !entry.hadRecentInput)
    .map((entry) => `${entry.value.toFixed(4)}: ${entry.sources.map(name).join(", ")}`);
};
