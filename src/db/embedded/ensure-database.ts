// Makes the role and the database that Partage uses on the embedded server, as an administrator of any server
// would: the owner may create roles and databases, and is no superuser. Repeats without harm; never touches
// what is there.
// Example: ensureDatabase("postgres://postgres:…@…/postgres", "s3cret") → role partage, database partage
import pg from "pg";

export async function ensureDatabase(superuserUrl: string, ownerPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const roles = await client.query("SELECT 1 FROM pg_roles WHERE rolname = 'partage'");
    if (roles.rowCount === 0) {
      const password = client.escapeLiteral(ownerPassword);
      await client.query(`CREATE ROLE partage LOGIN CREATEROLE CREATEDB PASSWORD ${password}`);
    }
    const databases = await client.query("SELECT 1 FROM pg_database WHERE datname = 'partage'");
    if (databases.rowCount === 0) await client.query("CREATE DATABASE partage OWNER partage");
  } finally {
    await client.end();
  }
}
