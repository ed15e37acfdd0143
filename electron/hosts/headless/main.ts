import module from "node:module";

// Before anything else is loaded: a second start finds the program compiled.
module.enableCompileCache();
const { start } = await import("./start.ts");
await start(process);
