import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { explain, type Explanation } from "../app/explain.ts";
import { toast } from "../ui/toasts.ts";
import type { Field } from "./fields.ts";
import { changesIn, type Draft, draftOf, type Saved } from "./settings-draft.ts";

/** A group of settings: its fields, what is saved, the contract's own rules, and how it is saved. */
export interface Form<S extends Saved, C extends z.ZodType> {
  readonly fields: readonly Field[];
  readonly saved: S;
  readonly schema: C;
  readonly save: (changes: z.input<C>) => Promise<S>;
  readonly onSaved: (saved: S) => void;
}

type Errors = Readonly<Record<string, string>>;

/** One form over its settings: what is typed is checked by the contract's schema, field by field, before it is sent. */
export function useSettingsForm<S extends Saved, C extends z.ZodType>({
  fields,
  saved,
  schema,
  save,
  onSaved,
}: Form<S, C>) {
  const [typed, setTyped] = useState<Draft>({});
  const [errors, setErrors] = useState<Errors>({});
  const [refusal, setRefusal] = useState<Explanation | null>(null);
  const draft: Draft = { ...draftOf(fields, saved), ...typed };
  const { changes, errors: unread } = changesIn(fields, draft, saved);
  const isChanged = Object.keys(changes).length + Object.keys(unread).length > 0;

  const saving = useMutation({
    mutationFn: save,
    onSuccess: (after) => {
      setTyped({});
      onSaved(after);
      toast({ tone: "ok", title: "The settings are saved. They count from now on." });
    },
    onError: (error: unknown) => setRefusal(explain(error)),
  });
  const change = (name: string, to: Draft[string]) => {
    setTyped((now) => ({ ...now, [name]: to }));
    setErrors(({ [name]: _gone, ...rest }) => rest);
    setRefusal(null);
  };
  const submit = () => {
    const checked = schema.safeParse(changes);
    const unfit = checked.success ? {} : byField(checked.error);
    const all = { ...unfit, ...unread };
    setErrors(all);
    if (Object.keys(all).length === 0 && isChanged && !saving.isPending) saving.mutate(changes as z.input<C>);
  };
  const reset = () => {
    setTyped({});
    setErrors({});
    setRefusal(null);
  };
  return { draft, errors, refusal, isChanged, busy: saving.isPending, change, submit, reset };
}

const byField = ({ issues }: z.ZodError): Errors =>
  Object.fromEntries(issues.map(({ path, message }) => [String(path[0] ?? ""), message]).toReversed());

export type SettingsForm = ReturnType<typeof useSettingsForm>;
