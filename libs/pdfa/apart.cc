#include "libs/pdfa/apart.h"

#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/report/file_objects.h"
#include "libs/report/file_writer.h"
#include "libs/report/shape.h"

namespace creditproof::pdfa {
namespace {

bool ReplaceFirst(std::string& text, absl::string_view from,
                  absl::string_view to) {
  const std::size_t at = text.find(std::string(from));
  if (at == std::string::npos) return false;
  text.replace(at, from.size(), std::string(to));
  return true;
}

// Without what the writer adds, or what no longer holds.
std::string WithoutLength(absl::string_view dictionary) {
  std::string text =
      absl::StrReplaceAll(dictionary, {{"/Filter/FlateDecode", ""}});
  const std::size_t at = text.rfind("/Length ");
  std::size_t end = text.find_first_not_of("0123456789", at + 8);
  return text.erase(at, end - at);
}

}  // namespace

void Apart::InDictionary(absl::string_view from, absl::string_view to) {
  for (report::Part& part : objects) {
    if (ReplaceFirst(part.dictionary, from, to)) return;
  }
  FAIL("no dictionary has " << from);
}

void Apart::InStream(absl::string_view from, absl::string_view to) {
  for (report::Part& part : objects) {
    if (part.stream.has_value() && ReplaceFirst(*part.stream, from, to)) return;
  }
  FAIL("no stream has " << from);
}

Apart TakeApart(absl::string_view pdf) {
  Apart apart;
  const report::FileObjects objects = report::FileObjects::Find(pdf).value();
  for (int number = 1; number <= objects.count(); ++number) {
    const std::string dictionary(objects.Dictionary(number).value());
    const auto stream = objects.Stream(number);
    if (stream.ok()) {
      apart.objects.push_back({WithoutLength(dictionary), *stream});
    } else {
      apart.objects.push_back({dictionary, absl::nullopt});
    }
  }
  const std::size_t open = pdf.rfind("trailer\n<<") + 10;
  const std::size_t size = pdf.rfind("/Size ");
  apart.trailer = std::string(pdf.substr(open, size - open));
  return apart;
}

std::string PutTogether(const Apart& apart) {
  report::ObjectBytes objects;
  objects.bytes = std::string(report::kHeader);
  for (const report::Part& part : apart.objects) objects.Add(part);
  objects.Finish(apart.trailer);
  return objects.bytes;
}

}  // namespace creditproof::pdfa
