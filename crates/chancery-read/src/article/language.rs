//! The language of a text, where nothing states it.

/// Bytes of a text that show its language.
const WINDOW: usize = 800;

/// Returns ISO 639-1 of the language, where the words leave no doubt.
pub(super) fn of(text: &str) -> Option<String> {
    let window = &text[..text.floor_char_boundary(WINDOW)];
    let info = whatlang::detect(window).filter(whatlang::Info::is_reliable)?;
    let code = match info.lang() {
        whatlang::Lang::Eng => "en",
        whatlang::Lang::Spa => "es",
        whatlang::Lang::Fra => "fr",
        whatlang::Lang::Deu => "de",
        whatlang::Lang::Por => "pt",
        whatlang::Lang::Ita => "it",
        whatlang::Lang::Nld => "nl",
        whatlang::Lang::Rus => "ru",
        whatlang::Lang::Ukr => "uk",
        whatlang::Lang::Pol => "pl",
        whatlang::Lang::Tur => "tr",
        whatlang::Lang::Ara => "ar",
        whatlang::Lang::Pes => "fa",
        whatlang::Lang::Heb => "he",
        whatlang::Lang::Hin => "hi",
        whatlang::Lang::Cmn => "zh",
        whatlang::Lang::Jpn => "ja",
        whatlang::Lang::Kor => "ko",
        _ => return None,
    };
    Some(code.to_owned())
}
