import type { OpenApi, Operation, Parameter, Schema } from "./open-api.ts";

/** The document as one HTML page: every route by service, its parameters, body and answer, then the schemas. */
export function docsPage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(tag));
    return `<section id="${escape(tag)}"><h2>${escape(tag)}</h2>${own.map(route).join("")}</section>`;
  });
  const schemas = Object.entries(document.components.schemas).map(namedSchema);
  const title = escape(`${document.info.title} API ${document.info.version}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<nav><strong>${title}</strong><ul>${[...tags, "Schemas"].map((tag) => `<li><a href="#${escape(tag)}">${escape(tag)}</a></li>`).join("")}</ul>
<a href="/api/openapi.json">openapi.json</a></nav>
<main>
<p>Send <code>Authorization: Bearer &lt;token&gt;</code> where a route needs a token. Errors are
<a href="#Problem">problem details</a> of the type <code>application/problem+json</code>; <code>errors</code> names every wrong field.</p>
${sections.join("\n")}
<section id="Schemas"><h2>Schemas</h2>${schemas.join("")}</section>
</main>
</body>
</html>
`;
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

function route({ method, path, operation }: Route): string {
  const { "application/json": json, ...others } = operation.requestBody?.content ?? {};
  const body = json?.schema;
  const [bytes] = Object.keys(others);
  const answer = operation.responses["200"]?.content["application/json"]?.schema;
  const open = operation.security?.length === 0 ? `<span class="open">no token</span>` : "";
  return `<article id="${escape(operation.operationId)}">
<h3><span class="method ${method.toLowerCase()}">${method}</span> <code>${escape(path)}</code>${open}</h3>
<p>${prose(operation.description ?? operation.summary)}</p>
${operation.parameters === undefined ? "" : table("Parameters", operation.parameters.map(parameterRow))}
${body?.properties === undefined || Object.keys(body.properties).length === 0 ? "" : table("Body", fieldRows(body))}
${bytes === undefined ? "" : `<p>Body: bytes, <code>${escape(bytes)}</code> or of any other type</p>`}
${answer === undefined ? "" : `<p>Answer: ${typeName(answer)}</p>`}
${refusals(operation)}
</article>`;
}

function refusals({ responses }: Operation): string {
  const byStatus = Object.entries(responses).flatMap(([status, { content }]) => {
    const codes = content["application/problem+json"]?.schema.properties?.["code"]?.enum ?? [];
    return codes.length === 0 ? [] : [`${status}&nbsp;${codes.map((code) => `<code>${code}</code>`).join(" ")}`];
  });
  return `<p>Refused with <small>${byStatus.join(" · ")}</small></p>`;
}

function namedSchema([name, schema]: readonly [string, Schema]): string {
  const about = schema.description === undefined ? "" : `<p>${prose(schema.description)}</p>`;
  return `<article id="${escape(name)}"><h3>${escape(name)}</h3>${about}${table("Fields", fieldRows(schema))}</article>`;
}

function table(caption: string, rows: readonly string[]): string {
  return `<table><caption>${caption}</caption><tbody>${rows.join("")}</tbody></table>`;
}

function parameterRow({ name, in: where, required, schema, description = schema.description }: Parameter): string {
  return row(name, typeOf(schema, required, `in the ${where}`), description);
}

function fieldRows({ properties = {}, required = [] }: Schema): readonly string[] {
  return Object.entries(properties).map(([name, schema]) => {
    return row(name, typeOf(schema, required.includes(name)), schema.description);
  });
}

function typeOf(schema: Schema, isRequired: boolean, where?: string): string {
  const notes = [where, ...bounds(schema), isRequired ? undefined : "optional"].filter((note) => note !== undefined);
  return notes.length === 0 ? typeName(schema) : `${typeName(schema)} <small>${notes.join(", ")}</small>`;
}

function bounds({ minimum, maximum = Infinity, minLength = 0, maxLength }: Schema): readonly string[] {
  // What numbers can be anyway is no bound.
  const most = maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined;
  return [
    ...(minimum === undefined ? [] : [most === undefined ? `${minimum} or more` : `${minimum}–${most}`]),
    ...(maxLength === undefined ? [] : [`${minLength === 0 ? "up to " : `${minLength}–`}${maxLength} characters`]),
  ];
}

function row(name: string, type: string, description = ""): string {
  return `<tr><th scope="row"><code>${escape(name)}</code></th><td>${type}</td><td>${prose(description)}</td></tr>`;
}

function typeName({ $ref, type = "object", items, enum: choices, format }: Schema): string {
  const [name = "object"] = [type].flat();
  if ($ref !== undefined) {
    const target = escape($ref.slice($ref.lastIndexOf("/") + 1));
    return `<a href="#${target}">${target}</a>`;
  }
  if (items !== undefined) return `list of ${typeName(items)}`;
  if (choices !== undefined) {
    return choices.flatMap((choice) => (choice === null ? [] : [`<code>${escape(choice)}</code>`])).join(" ");
  }
  return format === "date-time" ? "time" : name;
}

/** The proto's comments mark code with backticks. */
function prose(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
