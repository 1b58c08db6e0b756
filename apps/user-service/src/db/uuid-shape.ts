/** A uuid as Postgres writes it; any other text in its place would be an error of the statement. */
export const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
