// Ours, as the worker starts: the program, then the whole dictionary, which the browser unpacks.
export const open = async () => {
  const core = await import('../meipi/bench.js');
  await core.default();
  const packed = await fetch('meipi/words.bin');
  const plain = packed.body.pipeThrough(new DecompressionStream('gzip'));
  const chain = new core.Chain(await new Response(plain).text());
  return {
    numbers: core.numbers,
    'numbers and names': core.marks,
    words: (text) => chain.words(text),
  };
};
