// Measures contenders side by side in one page. `xtask/src/bench/throughput.rs` calls what is set on `window`.
//
// A contender is one file in contenders/: its `open()` fetches and starts whatever it needs and resolves to its
// tasks, functions from a text to a count or a list. The task `words` is the one that all are compared by.

const opened = new Map();

// From nothing to the first cut of `texts`. Moments are milliseconds since `open` was called: the last byte has
// come, the contender can be asked, it has answered. `files` are the addresses that it fetched.
const cold = async (name, texts) => {
  const { open } = await import(`./contenders/${name}.js`);
  performance.clearResourceTimings();
  const begin = performance.now();
  const tasks = await open();
  const ready = performance.now();
  for (const text of texts) tasks.words(text);
  const cut = performance.now();
  opened.set(name, tasks);
  const fetched = performance.getEntriesByType('resource');
  return {
    files: fetched.map((file) => file.name),
    fetched: Math.max(begin, ...fetched.map((file) => file.responseEnd)) - begin,
    ready: ready - begin,
    cut: cut - begin,
  };
};

// A tick, so that the page is never taken for one that hangs and garbage of one task is not charged to the next.
const pause = () => new Promise((resolve) => setTimeout(resolve));

// How long each task of each contender takes over `texts`, milliseconds, round by round: in each round all take
// their turn, so that whatever else the machine does meets all of them. The first rounds are not counted.
const rounds = async (names, texts, { warmUp, counted }) => {
  const tasks = names.flatMap((name) =>
    Object.entries(opened.get(name)).map(([task, run]) => ({ name, task, run, found: 0, times: [] })));
  for (let round = 0; round < warmUp + counted; round++) {
    for (const task of tasks) {
      await pause();
      const begin = performance.now();
      const results = texts.map(task.run);
      const time = performance.now() - begin;
      if (round >= warmUp) task.times.push(time);
      task.found = results.reduce((sum, result) => sum + (result.length ?? result), 0);
    }
  }
  return tasks.map(({ name, task, found, times }) => ({ name, task, found, times }));
};

window.bench = { cold, rounds };
