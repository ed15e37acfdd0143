import { useEffect, useRef, useState } from "react";

/** How long the field waits for the next letter before it asks. */
const WAITS_MS = 180;

/** What is typed into a filter's field, told on once nobody types any more. A value from outside replaces it. */
export function useTyped(value: string, onChange: (value: string) => void): readonly [string, (typed: string) => void] {
  const [typed, setTyped] = useState(value);
  const asked = useRef(value);
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed.trim() === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = typed.trim();
      onChange(asked.current);
    }, WAITS_MS);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return [typed, setTyped];
}
