// Starts the worker's program. An error is thrown outside of the promise: of one inside, WebKit tells no page that its
// worker did not start.
import start from './worker.js';
start().catch((error) => setTimeout(() => { throw error; }));
