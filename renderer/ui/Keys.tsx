import { IconCornerDownLeft } from "@tabler/icons-react";

/** A key as it is printed on its button. Enter is an icon: the bundled faces have no such glyph. */
export function Keys({ of }: { readonly of: string }) {
  const [before, after] = of.split("Enter");
  return (
    <kbd className="key">
      {before}
      {after !== undefined && (
        <>
          <IconCornerDownLeft size={12} stroke={2} aria-hidden />
          <span className="unseen">Enter</span>
        </>
      )}
    </kbd>
  );
}
