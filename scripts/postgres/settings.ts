import fs from "node:fs";
import os from "node:os";
import type { Site } from "@/scripts/postgres/site";

const MiB = 1024 * 1024;

/** For a small machine that does other work too. Given on the command line, so that a new Lotse brings new settings. */
export function listSettings({ throwaway }: Site, port: number): Record<string, string | number> {
  const buffers = Math.min(1024, Math.max(16, Math.floor(memory() / MiB / 8)));
  return {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: `${buffers}MB`,
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    logging_collector: "off",
    log_line_prefix: "%m [%p] %a ",
    ...(hasSharedMemory() ? {} : { dynamic_shared_memory_type: "mmap" }),
    ...(throwaway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
}

/** What the container is allowed, if we are in one. */
function memory(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, os.totalmem()) : os.totalmem();
}

/** Containers often have 64 MB of /dev/shm, too little for parallel queries; files do the same more slowly. */
function hasSharedMemory(): boolean {
  if (process.platform !== "linux") return true;
  try {
    const { bsize, blocks } = fs.statfsSync("/dev/shm");
    return bsize * blocks >= 256 * MiB;
  } catch {
    return false;
  }
}
