// The page may not make code of text, and the parser's try whether it may is refused aloud. It reads this before its first
// schema is made, in whichever part of the page that is; set here, the first page needs no parser for it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
