import { Button } from "@mantine/core";
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from "@tabler/icons-react";
import { Keys } from "../ui/Keys.tsx";

/** Says whether the tail runs, and stops or resumes it. */
export function PauseButton({ paused, onToggle }: { readonly paused: boolean; readonly onToggle: () => void }) {
  return (
    <Button
      className="event-pause"
      data-paused={paused || undefined}
      aria-pressed={paused}
      leftSection={
        paused ? <IconPlayerPauseFilled size={12} aria-hidden /> : <IconPlayerPlayFilled size={12} aria-hidden />
      }
      rightSection={<Keys of="Space" />}
      onClick={onToggle}
    >
      {paused ? "Paused" : "Live"}
    </Button>
  );
}
