#include "libs/report/page_text.h"

#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "libs/base/status_macros.h"
#include "libs/report/take.h"
#include "libs/report/to_unicode.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kCodeDigits = 4;

absl::Status Broken(absl::string_view what) {
  return absl::InvalidArgumentError(what);
}

// Fonts by the name that pages give them, such as F0.
using Fonts = std::map<std::string, CodeMeanings, std::less<>>;

absl::StatusOr<CodeMeanings> ReadFont(const FileObjects& objects, int number) {
  ASSIGN_OR_RETURN(const absl::string_view font, objects.Dictionary(number));
  const auto map = NumberAfter(font, "/ToUnicode ");
  if (!map.has_value()) return Broken("a font does not say what it means");
  ASSIGN_OR_RETURN(const std::string cmap, objects.Stream(*map));
  return ReadToUnicode(cmap);
}

// From `/Font<</F0 5 0 R/V0 31 0 R>>` in a page's dictionary.
absl::StatusOr<Fonts> ReadFonts(const FileObjects& objects,
                                absl::string_view page) {
  constexpr absl::string_view kOpen = "/Font<<";
  const std::size_t at = page.find(kOpen);
  if (at == absl::string_view::npos) return Broken("a page has no fonts");
  absl::string_view rest = page.substr(at + kOpen.size());
  Fonts fonts;
  while (Take(rest, "/")) {
    const std::string name(rest.substr(0, rest.find(' ')));
    rest.remove_prefix(name.size());
    std::size_t number = 0;
    if (!Take(rest, " ") || !TakeNumber(rest, number) || !Take(rest, " 0 R")) {
      return Broken("a page's fonts are not as we write them");
    }
    ASSIGN_OR_RETURN(fonts[name], ReadFont(objects, static_cast<int>(number)));
  }
  return fonts;
}

// Reads a content stream from left to right.
class Reader {
 public:
  Reader(const Fonts& fonts, absl::string_view content)
      : fonts_(fonts), rest_(content) {}

  absl::StatusOr<PageText> Read() {
    while (!rest_.empty()) {
      if (Take(rest_, "BT ")) {
        text_.runs.emplace_back();
      } else if (Take(rest_, "/")) {
        ReadName();
      } else if (Take(rest_, "<")) {
        RETURN_IF_ERROR(Show());
      } else {
        rest_.remove_prefix(1);
      }
    }
    return std::move(text_);
  }

 private:
  // Of a font, or of what is placed.
  void ReadName() {
    const absl::string_view name = rest_.substr(0, rest_.find(' '));
    rest_.remove_prefix(name.size());
    if (Take(rest_, " Do ")) {
      text_.placed.emplace_back(name);
    } else {
      font_ = name;
    }
  }

  absl::Status Show() {
    const auto font = fonts_.find(font_);
    if (font == fonts_.end() || text_.runs.empty()) {
      return Broken("a page draws text without a font");
    }
    while (!Take(rest_, ">")) {
      const int code = ReadHexNumber(rest_.substr(0, kCodeDigits));
      const auto meaning = font->second.find(static_cast<unsigned>(code));
      if (code < 0 || meaning == font->second.end()) {
        return Broken("a page draws a character without a meaning");
      }
      text_.runs.back() += meaning->second;
      rest_.remove_prefix(kCodeDigits);
    }
    return absl::OkStatus();
  }

  const Fonts& fonts_;
  absl::string_view rest_;
  absl::string_view font_;
  PageText text_;
};

}  // namespace

absl::StatusOr<std::vector<PageText>> ReadPageTexts(
    const FileObjects& objects) {
  std::vector<PageText> texts;
  Fonts fonts;  // those of the first page: all share them
  for (int number = 1; number <= objects.count(); ++number) {
    const auto page = objects.Dictionary(number);
    if (!page.ok() || !absl::StartsWith(*page, "<</Type/Page/")) continue;
    if (texts.empty()) {
      ASSIGN_OR_RETURN(fonts, ReadFonts(objects, *page));
    }
    const auto content = NumberAfter(*page, "/Contents ");
    if (!content.has_value()) return Broken("a page has no content");
    ASSIGN_OR_RETURN(const std::string drawn, objects.Stream(*content));
    ASSIGN_OR_RETURN(PageText text, Reader(fonts, drawn).Read());
    texts.push_back(std::move(text));
  }
  if (texts.empty()) return Broken("the file has no page");
  return texts;
}

}  // namespace creditproof::report
