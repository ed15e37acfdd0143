import { SegmentedControl, TextInput } from "@mantine/core";
import { useId } from "react";
import type { ChoiceField, Field, NumberField, SwitchField } from "./fields.ts";
import type { SettingsForm } from "./use-settings-form.ts";

type Of<F extends Field> = { readonly field: F; readonly form: Pick<SettingsForm, "draft" | "errors" | "change"> };

function NumberInput({ field, form }: Of<NumberField>) {
  const id = useId();
  const { name, label, unit, never, usual } = field;
  const value = form.draft[name];
  const isOff = never !== undefined && value === null;
  const error = form.errors[name];
  return (
    <div className="set-number">
      {never !== undefined && (
        <label className="line set-check">
          <input
            type="checkbox"
            checked={isOff}
            aria-label={`${label}: ${never}`}
            onChange={(event) => form.change(name, event.target.checked ? null : String(usual ?? ""))}
          />
          {never}
        </label>
      )}
      {!isOff && (
        <div className="line">
          <TextInput
            size="xs"
            w={92}
            inputMode="numeric"
            autoComplete="off"
            aria-label={`${label}, ${unit}`}
            aria-describedby={error === undefined ? undefined : id}
            error={error !== undefined}
            value={typeof value === "string" ? value : ""}
            onChange={(event) => form.change(name, event.currentTarget.value)}
          />
          <span className="text3 small">{unit}</span>
        </div>
      )}
      {error !== undefined && (
        <p id={id} className="set-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function ChoiceInput({ field: { name, label, of }, form }: Of<ChoiceField>) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      data={[...of]}
      value={String(form.draft[name])}
      onChange={(value) => form.change(name, value)}
    />
  );
}

function SwitchInput({ field: { name, label }, form }: Of<SwitchField>) {
  return (
    <label className="line set-check">
      <input
        type="checkbox"
        aria-label={label}
        checked={form.draft[name] === true}
        onChange={(event) => form.change(name, event.target.checked)}
      />
      {form.draft[name] === true ? "On" : "Off"}
    </label>
  );
}

function Input({ field, form }: Of<Field>) {
  if (field.kind === "number") return <NumberInput field={field} form={form} />;
  return field.kind === "choice" ? (
    <ChoiceInput field={field} form={form} />
  ) : (
    <SwitchInput field={field} form={form} />
  );
}

/** The settings of a card, one a row: what it is, what it means, and what it is set to. */
export function SettingsFields(props: { readonly fields: readonly Field[]; readonly form: Of<Field>["form"] }) {
  return props.fields.map((field) => (
    <div key={field.name} className="set-row">
      <div className="grow">
        <p className="set-name">{field.label}</p>
        <p className="text3 small">{field.hint}</p>
      </div>
      <Input field={field} form={props.form} />
    </div>
  ));
}
