import { Problem } from "@/components/frame/problem";

export default function NotFound() {
  return (
    <main>
      <Problem kind="notFound" />
    </main>
  );
}
