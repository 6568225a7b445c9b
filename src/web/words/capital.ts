// A word or phrase as it opens a line, a cell or a choice. Inside a sentence it stays as it is: Portuguese
// writes its months small.
//   capital("outubro de 2026", "pt-BR") → "Outubro de 2026"
export function capital(text: string, language: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
