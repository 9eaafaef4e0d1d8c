import type { ReactNode } from "react";

type DottedProps = { parts: readonly { key: string; content: ReactNode }[] };

/**
 * Things beside one another with a dot between them. Each dot stands before a thing and, where that begins a line,
 * beyond the edge: no line ends or begins with one.
 */
export function Dotted({ parts }: DottedProps) {
  return (
    <span className="block overflow-x-clip">
      <span className="-ms-3 flex flex-wrap">
        {parts.map(({ key, content }) => (
          <span
            key={key}
            className="relative max-w-full ps-3 before:absolute before:start-0 before:w-3 before:text-center before:content-['·']"
          >
            {content}
          </span>
        ))}
      </span>
    </span>
  );
}
