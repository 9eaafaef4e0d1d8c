/** The mark: a course pointer on a divided field, after the flag a ship flies with a pilot on board. */
export function Logo({ className = "size-6" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={`shrink-0 ${className}`} aria-hidden="true">
      <path d="M8 0h8v32H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8Z" fill="#fff" />
      <path d="M16 0h8a8 8 0 0 1 8 8v16a8 8 0 0 1-8 8h-8Z" fill="#0d5a79" />
      <path d="M16 5.5 7.5 26 16 21Z" fill="#0d5a79" />
      <path d="M16 5.5 24.5 26 16 21Z" fill="#fff" />
      <rect
        x="0.75"
        y="0.75"
        width="30.5"
        height="30.5"
        rx="7.25"
        fill="none"
        stroke="#0d5a79"
        strokeWidth="1.5"
      />
    </svg>
  );
}
