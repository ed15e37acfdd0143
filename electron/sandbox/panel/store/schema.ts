const stamps = "created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL";

/** The panel's tables. Uniqueness is the database's here as there, so that no path can forget it. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS locations (id INTEGER PRIMARY KEY AUTOINCREMENT, short TEXT NOT NULL UNIQUE, long TEXT, ${stamps}) STRICT;
CREATE TABLE IF NOT EXISTS nodes (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, public INTEGER NOT NULL, name TEXT NOT NULL,
  description TEXT, location_id INTEGER NOT NULL REFERENCES locations (id), tags TEXT NOT NULL DEFAULT '[]', fqdn TEXT NOT NULL, scheme TEXT NOT NULL,
  behind_proxy INTEGER NOT NULL, maintenance_mode INTEGER NOT NULL, memory INTEGER NOT NULL,
  memory_overallocate INTEGER NOT NULL, disk INTEGER NOT NULL, disk_overallocate INTEGER NOT NULL,
  upload_size INTEGER NOT NULL, daemon_listen INTEGER NOT NULL, daemon_sftp INTEGER NOT NULL, daemon_base TEXT NOT NULL,
  daemon TEXT NOT NULL, ${stamps}) STRICT;
CREATE TABLE IF NOT EXISTS allocations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, node_id INTEGER NOT NULL REFERENCES nodes (id), ip TEXT NOT NULL, ip_alias TEXT,
  port INTEGER NOT NULL, notes TEXT, server_id INTEGER REFERENCES servers (id) ON DELETE SET NULL,
  UNIQUE (node_id, ip, port)) STRICT;
CREATE INDEX IF NOT EXISTS allocations_by_server ON allocations (server_id);
CREATE TABLE IF NOT EXISTS nests (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, author TEXT NOT NULL, name TEXT NOT NULL,
  description TEXT, ${stamps}) STRICT;
CREATE TABLE IF NOT EXISTS eggs (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, nest_id INTEGER NOT NULL REFERENCES nests (id),
  name TEXT NOT NULL, author TEXT NOT NULL, description TEXT, docker_images TEXT NOT NULL, startup TEXT NOT NULL,
  features TEXT NOT NULL, ${stamps}) STRICT;
CREATE TABLE IF NOT EXISTS egg_variables (
  id INTEGER PRIMARY KEY AUTOINCREMENT, egg_id INTEGER NOT NULL REFERENCES eggs (id), name TEXT NOT NULL,
  description TEXT NOT NULL, env_variable TEXT NOT NULL, default_value TEXT NOT NULL, user_viewable INTEGER NOT NULL,
  user_editable INTEGER NOT NULL, rules TEXT NOT NULL, ${stamps}) STRICT;
CREATE TABLE IF NOT EXISTS users (
  id INTEGER PRIMARY KEY AUTOINCREMENT, external_id TEXT, external_fold TEXT UNIQUE, uuid TEXT NOT NULL UNIQUE,
  username TEXT NOT NULL, username_fold TEXT NOT NULL UNIQUE, email TEXT NOT NULL, email_fold TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL, last_name TEXT NOT NULL, language TEXT NOT NULL, root_admin INTEGER NOT NULL, ${stamps}) STRICT;
CREATE TABLE IF NOT EXISTS servers (
  id INTEGER PRIMARY KEY AUTOINCREMENT, external_id TEXT, external_fold TEXT UNIQUE, uuid TEXT NOT NULL UNIQUE,
  uuidShort TEXT NOT NULL UNIQUE, node_id INTEGER NOT NULL REFERENCES nodes (id), name TEXT NOT NULL,
  description TEXT NOT NULL, status TEXT, owner_id INTEGER NOT NULL REFERENCES users (id), memory INTEGER NOT NULL,
  swap INTEGER NOT NULL, disk INTEGER NOT NULL, io INTEGER NOT NULL, cpu INTEGER NOT NULL, threads TEXT,
  oom_disabled INTEGER NOT NULL, allocation_id INTEGER UNIQUE REFERENCES allocations (id),
  nest_id INTEGER NOT NULL REFERENCES nests (id), egg_id INTEGER NOT NULL REFERENCES eggs (id), startup TEXT NOT NULL,
  image TEXT NOT NULL, skip_scripts INTEGER NOT NULL, start_on_completion INTEGER NOT NULL,
  database_limit INTEGER NOT NULL, allocation_limit INTEGER NOT NULL, backup_limit INTEGER NOT NULL,
  power TEXT NOT NULL, install_due_at INTEGER, install_ends_as TEXT, ${stamps}) STRICT;
CREATE TABLE IF NOT EXISTS server_variables (
  id INTEGER PRIMARY KEY AUTOINCREMENT, server_id INTEGER NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
  variable_id INTEGER NOT NULL REFERENCES egg_variables (id), value TEXT NOT NULL, UNIQUE (server_id, variable_id)) STRICT;
CREATE TABLE IF NOT EXISTS flags (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;
