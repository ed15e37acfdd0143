import { Button } from "@mantine/core";
import { IconStethoscope } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** Opens the signature doctor: on an entry of the journal, or on what is pasted. */
export function DoctorLink({ of, children }: { readonly of: number | "paste"; readonly children: ReactNode }) {
  const navigate = useNavigate();
  return (
    <Button
      leftSection={<IconStethoscope size={14} aria-hidden />}
      onClick={() => void navigate({ to: ".", search: (now: object) => ({ ...now, signature: of }) })}
    >
      {children}
    </Button>
  );
}
