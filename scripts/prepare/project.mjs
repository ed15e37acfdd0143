import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

export const inRoot = (...parts) => path.join(root, ...parts);

/** This process's variables, with the project's own tools first on the PATH. */
export function toolEnv(env = process.env) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const bin = inRoot("node_modules", ".bin");
  const folders = (env[name] ?? "").split(path.delimiter);
  return { ...env, [name]: folders[0] === bin ? env[name] : [bin, ...folders].join(path.delimiter) };
}
