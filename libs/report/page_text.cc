#include "libs/report/page_text.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/report/qr_image.h"
#include "libs/report/take.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kCodeDigits = 4;

absl::Status Broken(absl::string_view what) {
  return absl::InvalidArgumentError(what);
}

// Fonts by the name that pages give them, such as F0.
using Fonts =
    std::map<std::string, std::shared_ptr<const CodeMeanings>, std::less<>>;

absl::StatusOr<std::shared_ptr<const CodeMeanings>> FontOf(
    const FileObjects& objects, int number, const SharedStart* start) {
  auto shared = start == nullptr ? nullptr : start->Meanings(objects, number);
  if (shared != nullptr) return shared;
  return ReadMeanings(objects, number);
}

// `/Font<</F0 5 0 R/V0 31 0 R>>` in a page's dictionary.
absl::StatusOr<absl::string_view> FontsOf(absl::string_view page) {
  constexpr absl::string_view kOpen = "/Font<<";
  const std::size_t at = page.find(kOpen);
  if (at == absl::string_view::npos) return Broken("a page has no fonts");
  const absl::string_view rest = page.substr(at + kOpen.size());
  return rest.substr(0, rest.find(">>"));
}

absl::StatusOr<Fonts> ReadFonts(const FileObjects& objects,
                                absl::string_view rest,
                                const SharedStart* start) {
  Fonts fonts;
  while (Take(rest, "/")) {
    const std::string name(rest.substr(0, rest.find(' ')));
    rest.remove_prefix(name.size());
    std::size_t number = 0;
    if (!Take(rest, " ") || !TakeNumber(rest, number) || !Take(rest, " 0 R")) {
      return Broken("a page's fonts are not as we write them");
    }
    ASSIGN_OR_RETURN(fonts[name],
                     FontOf(objects, static_cast<int>(number), start));
  }
  return fonts;
}

// Reads a content stream from left to right.
class Reader {
 public:
  Reader(const Fonts& fonts, absl::string_view content)
      : fonts_(fonts), rest_(content) {}

  absl::StatusOr<PageText> Read() {
    while (SkipToNext()) {
      RETURN_IF_ERROR(ReadNext());
    }
    return std::move(text_);
  }

 private:
  // What is read begins with one of these; most of a page does not.
  bool SkipToNext() {
    rest_.remove_prefix(std::min(rest_.size(), rest_.find_first_of("BE/<(")));
    return !rest_.empty();
  }

  absl::Status ReadNext() {
    const char first = rest_[0];
    if (first == '(') return Broken("a page draws text in another way");
    if (first == '/' || first == '<') {
      rest_.remove_prefix(1);
      return first == '/' ? ReadName() : Show();
    }
    if (Take(rest_, "BT ")) {
      text_.contents.push_back({mcid(), "", ""});
      in_text_ = true;
    } else if (Take(rest_, "ET")) {
      in_text_ = false;
    } else if (Take(rest_, "EMC")) {
      if (!marks_.empty()) marks_.pop_back();
    } else {
      rest_.remove_prefix(1);
    }
    return absl::OkStatus();
  }

  int mcid() const { return marks_.empty() ? kUnmarked : marks_.back(); }

  // Of marked content, a font, or what is placed.
  absl::Status ReadName() {
    const absl::string_view name = rest_.substr(0, rest_.find_first_of(" <\n"));
    rest_.remove_prefix(name.size());
    if (Take(rest_, "<</MCID ")) {
      std::size_t number = 0;
      if (!TakeNumber(rest_, number) || !Take(rest_, ">>BDC")) {
        return Broken("a page marks its contents in another way");
      }
      return Mark(static_cast<int>(number));
    }
    if (Take(rest_, " BMC")) return Mark(kArtifact);
    if (Take(rest_, " Do")) {
      text_.contents.push_back({mcid(), "", std::string(name)});
    } else {
      font_ = name;
    }
    return absl::OkStatus();
  }

  absl::Status Mark(int mcid) {
    constexpr std::size_t kDeepest = 8;
    if (marks_.size() == kDeepest) return Broken("marked too deep");
    marks_.push_back(mcid);
    return absl::OkStatus();
  }

  absl::Status Show() {
    const auto font = fonts_.find(font_);
    if (font == fonts_.end() || !in_text_) {
      return Broken("a page draws text without a font");
    }
    while (!Take(rest_, ">")) {
      const int code = ReadHexNumber(rest_.substr(0, kCodeDigits));
      const auto meaning = font->second->find(static_cast<unsigned>(code));
      if (code < 0 || meaning == font->second->end()) {
        return Broken("a page draws a character without a meaning");
      }
      text_.contents.back().run += meaning->second;
      rest_.remove_prefix(kCodeDigits);
    }
    return absl::OkStatus();
  }

  const Fonts& fonts_;
  absl::string_view rest_;
  absl::string_view font_;
  bool in_text_ = false;
  std::vector<int> marks_;
  PageText text_;
};

// Whether it is that of a page, however the keys are ordered and set apart.
bool IsPage(absl::string_view dictionary) {
  for (const absl::string_view type : {"/Type/Page", "/Type /Page"}) {
    const std::size_t at = dictionary.find(type);
    if (at == absl::string_view::npos) continue;
    const absl::string_view rest = dictionary.substr(at + type.size());
    return rest.empty() || !absl::ascii_isalpha(rest[0]);
  }
  return false;
}

absl::StatusOr<PageText> ReadPage(const FileObjects& objects,
                                  absl::string_view page, const Fonts& fonts) {
  const auto content = NumberAfter(page, "/Contents ");
  if (!content.has_value()) return Broken("a page has no content");
  ASSIGN_OR_RETURN(const std::string drawn, objects.Stream(*content));
  ASSIGN_OR_RETURN(PageText text, Reader(fonts, drawn).Read());
  text.qr_image =
      NumberAfter(page, absl::StrCat("/", kQrImageName, " ")).value_or(0);
  return text;
}

}  // namespace

absl::StatusOr<std::vector<PageText>> ReadPageTexts(const FileObjects& objects,
                                                    const SharedStart* start) {
  std::vector<PageText> texts;
  absl::string_view last_fonts;
  Fonts fonts;  // nearly always all pages share them
  const std::size_t shared = start == nullptr ? 0 : start->bytes().size();
  for (int number = 1; number <= objects.count(); ++number) {
    if (objects.offset(number) < shared) continue;  // no page of a report
    const auto page = objects.Dictionary(number);
    if (!page.ok() || !IsPage(*page)) continue;
    ASSIGN_OR_RETURN(const absl::string_view page_fonts, FontsOf(*page));
    if (texts.empty() || page_fonts != last_fonts) {
      ASSIGN_OR_RETURN(fonts, ReadFonts(objects, page_fonts, start));
      last_fonts = page_fonts;
    }
    ASSIGN_OR_RETURN(PageText text, ReadPage(objects, *page, fonts));
    texts.push_back(std::move(text));
  }
  if (texts.empty()) return Broken("the file has no page");
  return texts;
}

}  // namespace creditproof::report
