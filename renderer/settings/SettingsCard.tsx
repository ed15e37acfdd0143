import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Refusal } from "../ui/Refusal.tsx";
import type { SettingsForm } from "./use-settings-form.ts";

/** A group of things that belong together, under one title. */
export function Card(props: { readonly title: string; readonly fact?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="set-card" aria-label={props.title}>
      <div className="set-card-head">
        <h2>{props.title}</h2>
        {props.fact !== undefined && <span className="text3 small">{props.fact}</span>}
      </div>
      {props.children}
    </section>
  );
}

/** A card that is filled in and saved as one; its buttons are there once something differs. */
export function FormCard(props: {
  readonly title: string;
  readonly form: Omit<SettingsForm, "change" | "draft" | "errors">;
  readonly children: ReactNode;
}) {
  const { form, title } = props;
  return (
    <Card title={title} fact={form.isChanged ? "Not saved yet" : undefined}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        {props.children}
        <Refusal of={form.refusal} />
        {form.isChanged && (
          <div className="set-foot">
            <Button onClick={form.reset}>Leave it as it was</Button>
            <Button type="submit" variant="filled" loading={form.busy}>
              Save
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}
