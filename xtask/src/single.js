// The first lines of both programs in `meipi.html`: what lies there as base64 of gzip, as bytes.

const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

// Without a Blob: WebKit refuses the worker of a page from disk to read one.
const unpacked = (base64) => {
  const plain = new Response(bytesOf(base64)).body.pipeThrough(new DecompressionStream('gzip'));
  return new Response(plain).arrayBuffer();
};
