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
constexpr std::size_t kLongestFontName = 127;  // as PDF names are bounded
constexpr std::size_t kCopies = 4;  // of a text: page, field, as compared

// About what is kept of a content, with the field or row that it becomes.
constexpr std::size_t kContentBytes = 256;

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
    if (name.size() > kLongestFontName || !Take(rest, " ") ||
        !TakeNumber(rest, number) || !Take(rest, " 0 R")) {
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
  Reader(const FileObjects& objects, const Fonts& fonts,
         absl::string_view content)
      : objects_(objects), fonts_(fonts), rest_(content) {}

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
      in_text_ = true;
      return Add("");
    }
    if (Take(rest_, "ET")) {
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
    if (Take(rest_, " Do")) return Add(name);
    const auto font = fonts_.find(name);
    font_ = font == fonts_.end() ? nullptr : font->second.get();
    return absl::OkStatus();
  }

  absl::Status Add(absl::string_view placed) {
    text_.contents.push_back({mcid(), "", std::string(placed)});
    return objects_.Spend(kContentBytes + placed.size());
  }

  absl::Status Mark(int mcid) {
    constexpr std::size_t kDeepest = 8;
    if (marks_.size() == kDeepest) return Broken("marked too deep");
    marks_.push_back(mcid);
    return absl::OkStatus();
  }

  absl::Status Show() {
    if (font_ == nullptr || !in_text_) {
      return Broken("a page draws text without a font");
    }
    std::string& run = text_.contents.back().run;
    const std::size_t before = run.size();
    while (!Take(rest_, ">")) {
      if (rest_.size() < kCodeDigits) return Broken("a page ends in its text");
      const int code = ReadHexNumber(rest_.substr(0, kCodeDigits));
      const auto meaning = font_->find(static_cast<unsigned>(code));
      if (code < 0 || meaning == font_->end()) {
        return Broken("a page draws a character without a meaning");
      }
      run += meaning->second;
      rest_.remove_prefix(kCodeDigits);
    }
    return objects_.Spend(kCopies * (run.size() - before));
  }

  const FileObjects& objects_;
  const Fonts& fonts_;
  absl::string_view rest_;
  const CodeMeanings* font_ = nullptr;
  bool in_text_ = false;
  std::vector<int> marks_;
  PageText text_;
};

// However the keys are ordered and set apart.
bool IsOfType(absl::string_view dictionary, absl::string_view type) {
  for (const absl::string_view key : {"/Type/", "/Type /"}) {
    const std::size_t at = dictionary.find(absl::StrCat(key, type));
    if (at == absl::string_view::npos) continue;
    const absl::string_view rest =
        dictionary.substr(at + key.size() + type.size());
    return rest.empty() || !absl::ascii_isalpha(rest[0]);
  }
  return false;
}

// The tree of pages, which has one level in a file of ours.
absl::StatusOr<absl::string_view> FindPageTree(const FileObjects& objects) {
  ASSIGN_OR_RETURN(const absl::string_view catalogue,
                   objects.Dictionary(objects.catalogue()));
  const auto pages = OnlyNumberAfter(catalogue, "/Pages");
  if (!pages.has_value()) return Broken("the file has no tree of pages");
  return objects.Dictionary(*pages);
}

// In the order in which they are shown, which is not that of their numbers.
absl::StatusOr<std::vector<int>> PageNumbers(absl::string_view tree) {
  const std::size_t kids = tree.find("/Kids");
  if (kids == absl::string_view::npos) return Broken("the file has no page");
  absl::string_view rest = tree.substr(kids);
  rest.remove_prefix(std::min(rest.size(), rest.find('[')));
  std::vector<int> pages;
  std::size_t number = 0;
  while (Take(rest, "[") || Take(rest, " ")) {
    if (!TakeNumber(rest, number)) continue;
    if (!Take(rest, " 0 R")) return Broken("a page is named in another way");
    pages.push_back(static_cast<int>(number));
  }
  // Each costs what it is read for: bytes of the file must stand for it.
  std::vector<int> sorted = pages;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
    return Broken("a page is named twice");
  }
  return pages;
}

absl::StatusOr<PageText> ReadPage(const FileObjects& objects,
                                  absl::string_view page, const Fonts& fonts) {
  const auto content = NumberAfter(page, "/Contents ");
  if (!content.has_value()) return Broken("a page has no content");
  ASSIGN_OR_RETURN(const std::string drawn, objects.Stream(*content));
  ASSIGN_OR_RETURN(PageText text, Reader(objects, fonts, drawn).Read());
  text.qr_image =
      NumberAfter(page, absl::StrCat("/", kQrImageName, " ")).value_or(0);
  return text;
}

}  // namespace

absl::StatusOr<std::vector<PageText>> ReadPageTexts(const FileObjects& objects,
                                                    const SharedStart* start) {
  ASSIGN_OR_RETURN(const absl::string_view tree, FindPageTree(objects));
  ASSIGN_OR_RETURN(const std::vector<int> numbers, PageNumbers(tree));
  std::vector<PageText> texts;
  absl::string_view last_fonts;
  Fonts fonts;  // nearly always all pages share them
  for (const int number : numbers) {
    ASSIGN_OR_RETURN(const absl::string_view page, objects.Dictionary(number));
    if (!IsOfType(page, "Page"))
      return Broken("the tree of pages has branches");
    ASSIGN_OR_RETURN(const absl::string_view page_fonts, FontsOf(page));
    if (texts.empty() || page_fonts != last_fonts) {
      ASSIGN_OR_RETURN(fonts, ReadFonts(objects, page_fonts, start));
      last_fonts = page_fonts;
    }
    ASSIGN_OR_RETURN(PageText text, ReadPage(objects, page, fonts));
    texts.push_back(std::move(text));
  }
  if (texts.empty()) return Broken("the file has no page");
  return texts;
}

}  // namespace creditproof::report
