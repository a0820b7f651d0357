// Watches a page from before its first script on: `xtask/src/bench/visit.rs` sets it to run there, and calls
// `observed()` when the page is at rest.
(() => {
  const longTasks = [];
  let shift = 0;
  const watch = (type, see) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(see));
    observer.observe({ type, buffered: true });
    return () => observer.takeRecords().forEach(see);
  };
  const flush = [
    watch('longtask', ({ duration }) => longTasks.push(duration)),
    watch('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) shift += value; }),
  ];

  // The article with its marks is painted: by the program, or before it, with the HTML. Sheets of styles hold frames up.
  const look = () => {
    const article = document.querySelector('article');
    const isWhole = article?.querySelector('.mark') && (article.nextElementSibling || document.readyState !== 'loading');
    if (isWhole) setTimeout(() => performance.mark('bench-marks'));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  // A module's memory is its own affair; only who starts it meets it.
  const memories = new Set();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const start = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const started = await start.apply(WebAssembly, args);
      for (const value of Object.values((started.instance ?? started).exports)) {
        if (value instanceof WebAssembly.Memory) memories.add(value);
      }
      return started;
    };
  }

  window.observed = () => {
    flush.forEach((take) => take());
    return {
      timeOrigin: performance.timeOrigin,
      firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      longTasks,
      shift,
      wasm: [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    };
  };
})();
