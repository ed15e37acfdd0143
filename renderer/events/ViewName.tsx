import { Button, Popover, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";

const LONGEST = 40;

/** A small form for a view's name, over what opens it. */
export function ViewName(props: {
  readonly opened: boolean;
  readonly title: string;
  /** What the name begins as. */
  readonly name: string;
  readonly busy: boolean;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { opened, onClose } = props;
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && onClose()}
      position="bottom-start"
      trapFocus
      returnFocus
      width={280}
      shadow="none"
      withRoles={false} // they would stand on the span, which is no button
    >
      <Popover.Target>
        <span className="views-act">{props.children}</span>
      </Popover.Target>
      <Popover.Dropdown className="view-name">{opened && <NameForm {...props} />}</Popover.Dropdown>
    </Popover>
  );
}

function NameForm(props: {
  readonly title: string;
  readonly name: string;
  readonly busy: boolean;
  readonly onName: (name: string) => void;
}) {
  const [name, setName] = useState(props.name.slice(0, LONGEST));
  const [missing, setMissing] = useState(false);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const given = name.trim();
    setMissing(given === "");
    if (given !== "") props.onName(given);
  };
  return (
    <form aria-label={props.title} onSubmit={onSubmit} noValidate>
      <TextInput
        size="xs"
        label={props.title}
        placeholder="Its name"
        data-autofocus
        maxLength={LONGEST}
        value={name}
        error={missing && "Give it a name"}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className="small text3">Everybody who works in this environment sees it.</p>
      <Button type="submit" variant="filled" loading={props.busy}>
        Save
      </Button>
    </form>
  );
}
