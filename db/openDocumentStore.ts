import { mongoDocuments } from './documents/mongoDocuments.ts';
import type { Database, DocumentStore } from './Repositories.ts';

/** Opens the document store: a MongoDB server by URL, a table of the SQL database otherwise. */
export async function openDocumentStore(params: {
  mongoUrl?: string;
  database: Database;
}): Promise<DocumentStore> {
  return params.mongoUrl ? mongoDocuments(params.mongoUrl) : params.database.documents;
}
