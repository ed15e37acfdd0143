import { TextInput } from "@mantine/core";

/** A signing secret to try beside those that Waybill holds. It is shown as dots, and no browser is to keep it. */
export function SecretField({ value, onChange }: { readonly value: string; readonly onChange: (to: string) => void }) {
  return (
    <TextInput
      label="Signing secret to try (optional)"
      description="Tried beside those that Waybill holds. It is neither kept nor logged."
      size="xs"
      type="password"
      autoComplete="new-password"
      spellCheck={false}
      placeholder="whsec_…"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
