import { z } from "zod";

// The page may not make code of text, and the parser's try whether it may is refused aloud. This has to run before the
// first schema is made, so it is the drawer's first import.
z.config({ jitless: true });
