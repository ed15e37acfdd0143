import { open } from "node:fs/promises";
import { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { describeIssue, issueSentence } from "./describe-issue.ts";
import { type LocatedJson, readLocatedJson } from "./located-json.ts";

/** Why a catalog was not taken: a sentence that names the file, the line, the plan and the field. */
export interface CatalogRefused {
  readonly code: "CATALOG_REFUSED";
  readonly says: string;
}

const MOST_BYTES = 1024 * 1024;
const MOST_SENTENCES = 5;

/** Reads and checks a catalog: a path of a JSON file, or the document itself. Touches no database. */
export async function readCatalog(file: unknown): Promise<Result<CatalogFile, CatalogRefused>> {
  if (typeof file !== "string") return checkCatalog(file, null, "The catalog");
  const where = `The catalog ${file}`;
  const text = await readText(file);
  if (!text.ok) return refuse(`${where} ${text.error}`);
  const json = readLocatedJson(text.value);
  if (json.ok) return checkCatalog(json.value.value, json.value, where);
  const { position, says } = json.error;
  return refuse(`${where} is no JSON. Line ${position.line}, column ${position.column}: ${says}.`);
}

async function readText(path: string): Promise<Result<string, string>> {
  try {
    await using file = await open(path, "r");
    const { size } = await file.stat();
    if (size > MOST_BYTES) return err(`has ${size} bytes; ${MOST_BYTES} is the most.`);
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(await file.readFile())); // drops a byte order mark
  } catch (cause) {
    return err(`can't be read: ${cause instanceof Error ? cause.message : String(cause)}.`);
  }
}

function checkCatalog(value: unknown, json: LocatedJson | null, where: string): Result<CatalogFile, CatalogRefused> {
  const checked = CatalogFile.safeParse(value, { error: describeIssue });
  if (checked.success) return ok(checked.data);
  const { issues } = checked.error;
  const sentences = issues.slice(0, MOST_SENTENCES).map((issue) => issueSentence(issue, value, json));
  const more = issues.length - sentences.length;
  if (more > 0) sentences.push(`And ${more} more.`);
  return refuse(`${where} is not taken. ${sentences.join(" ")}`);
}

const refuse = (says: string) => err({ code: "CATALOG_REFUSED" as const, says });
