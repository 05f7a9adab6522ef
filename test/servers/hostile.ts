/** Words that a remote might say to the runner, the terminal or the reader instead of to us. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'line breaks and commands':
    'a\n::set-output name=access-token::evil\r\n::add-mask::e\r::set-env name=PATH::x',
  'command first': '::stop-commands::never',
  'command after blanks': ' \t ::error::forged',
  'command after a control character': '\u0000\u001b::warning::forged',
  'command after a zero-width character': '\u200b\ufeff::notice::forged',
  'old form of a command': 'text ##[add-mask]e ##[command]rm ##[set-output name=x]y',
  'old form, put together by the cleaning': '#\u200b#[add-mask]e #\n#[error]x ###[warning]y',
  'escapes of a terminal': '\u001b[31mred\u001b[2K\u001b]8;;http://evil.example\u0007link\u009b1A',
  'line separators': 'a\u2028::add-mask::e\u2029::add-mask::f\u0085::add-mask::g\v\f::add-mask::h',
  'writing backwards': '\u202eevil\u2066\u200f',
  'escaped line breaks': 'a%0A::add-mask::e%0D%0A::set-output name=x::y',
  'half a surrogate pair': 'a\ud800::add-mask::e',
  markup: '```\n````\n<script>alert(1)</script> [x](javascript:1) | ~~~ <!-- @octocat',
  long: 'x'.repeat(10_000),
  'long, with a command at the cut': `${'y'.repeat(298)}\n::add-mask::e`,
};
