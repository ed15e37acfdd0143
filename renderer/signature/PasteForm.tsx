import { Button, FileButton, Textarea, TextInput } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { IconFile, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { Explanation } from "../app/explain.ts";
import { Keys } from "../ui/Keys.tsx";
import { Refusal } from "../ui/Refusal.tsx";
import { SecretField } from "./SecretField.tsx";
import { asInput, type DoctorInput, type PastedRequest, troublesOf } from "./pasted-request.ts";

interface FieldProps {
  readonly request: PastedRequest;
  readonly onChange: (by: Partial<PastedRequest>) => void;
  readonly error?: string | undefined;
}

/** More than any file that could be an event is not even read. */
const MOST_FILE_BYTES = 64 * 1_024 * 1_024;

function BodyField({ request: { body, file }, onChange, error }: FieldProps) {
  const open = (chosen: File | null) => {
    if (!chosen) return;
    const head = chosen.slice(0, MOST_FILE_BYTES);
    void head.arrayBuffer().then((bytes) => onChange({ file: { name: chosen.name, bytes: new Uint8Array(bytes) } }));
  };
  return (
    <>
      {file ? (
        <div className="mantine-InputWrapper-root">
          <span className="mantine-InputWrapper-label">Body</span>
          <p className="line doctor-file">
            <IconFile size={14} aria-hidden />
            <span className="clip grow">{file.name}</span>
            <span className="text2 num">{file.bytes.byteLength.toLocaleString("en-US")} bytes</span>
            <Button size="xs" leftSection={<IconX size={12} aria-hidden />} onClick={() => onChange({ file: null })}>
              Take it out
            </Button>
          </p>
          {error !== undefined && <p className="new-error">{error}</p>}
        </div>
      ) : (
        <Textarea
          label="Body, exactly as it arrived"
          size="xs"
          rows={9}
          spellCheck={false}
          value={body}
          error={error}
          classNames={{ input: "doctor-mono" }}
          onChange={(event) => onChange({ body: event.currentTarget.value })}
        />
      )}
      <p className="line doctor-hint">
        <span className="grow">A text field turns CRLF into line breaks. A file keeps every byte.</span>
        {!file && (
          <FileButton onChange={open}>
            {(props) => (
              <Button {...props} size="xs" leftSection={<IconFile size={13} aria-hidden />}>
                Open a file
              </Button>
            )}
          </FileButton>
        )}
      </p>
    </>
  );
}

function WhereAndWhen({ request, onChange, error }: FieldProps) {
  return (
    <div className="new-two">
      <TextInput
        label="Path it was posted to (optional)"
        size="xs"
        autoComplete="off"
        spellCheck={false}
        placeholder="/api/stripe/webhook"
        value={request.path}
        onChange={(event) => onChange({ path: event.currentTarget.value })}
      />
      <TextInput
        label="When it arrived (optional)"
        size="xs"
        autoComplete="off"
        placeholder="now"
        value={request.arrivedAt}
        error={error}
        onChange={(event) => onChange({ arrivedAt: event.currentTarget.value })}
      />
    </div>
  );
}

/** The fields of the doctor. Nothing of them is kept. */
export function PasteForm(props: {
  readonly request: PastedRequest;
  readonly onChange: (by: Partial<PastedRequest>) => void;
  readonly busy: boolean;
  readonly refusal: Explanation | null;
  readonly onDiagnose: (input: DoctorInput) => void;
}) {
  const { request, onChange, busy, refusal, onDiagnose } = props;
  const [asked, setAsked] = useState(false);
  const troubles = troublesOf(request);
  const submit = () => {
    setAsked(true);
    if (!busy && Object.keys(troubles).length === 0) onDiagnose(asInput(request));
  };
  useWindowEvent("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
  });
  return (
    <form
      className="new"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="new-body scroll">
        <Textarea
          label="Stripe-Signature header"
          size="xs"
          rows={3}
          spellCheck={false}
          data-autofocus
          placeholder="t=1795529892,v1=9c41…"
          value={request.header}
          classNames={{ input: "doctor-mono" }}
          onChange={(event) => onChange({ header: event.currentTarget.value })}
        />
        <BodyField request={request} onChange={onChange} error={troubles.body} />
        <SecretField value={request.secret} onChange={(secret) => onChange({ secret })} />
        <WhereAndWhen request={request} onChange={onChange} error={asked ? troubles.arrivedAt : undefined} />
        <Refusal of={refusal} />
      </div>
      <div className="new-foot">
        <span className="text3 small grow">Nothing of this is kept.</span>
        <Button type="submit" variant="filled" loading={busy} rightSection={<Keys of="Ctrl Enter" />}>
          Diagnose
        </Button>
      </div>
    </form>
  );
}
