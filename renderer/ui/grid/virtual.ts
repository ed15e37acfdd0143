// The linter knows this hook by its name, as one that React's compiler can't read. No compiler reads this project, and the
// hook's answers go no further than the hook that calls it.
export { useVirtualizer as useLineWindow } from "@tanstack/react-virtual";
