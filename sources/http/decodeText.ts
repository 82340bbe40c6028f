const declaration = /^<\?xml[^>]{0,100}?encoding=["']([\w.:-]{1,40})["']/;

/** Bytes as text: by the charset of the content type, then by an XML declaration, then as UTF-8. */
export function decodeText(body: Uint8Array, contentType: string): string {
  const start = new TextDecoder('latin1').decode(body.subarray(0, 200));
  const named = /charset=["']?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? declaration.exec(start)?.[1];
  return decoder(named).decode(body);
}

function decoder(label = 'utf-8'): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    // A charset that nobody knows: most of the text is readable all the same.
    return new TextDecoder('utf-8');
  }
}
