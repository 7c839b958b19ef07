#include "libs/testing/disk_ledger.h"

#include <algorithm>
#include <fstream>
#include <string>

namespace creditproof::testing {
namespace {

using std::filesystem::path;

// Replaces `file` by a new one of its first `bytes` bytes.
void Shorten(const path& file, std::uintmax_t bytes) {
  std::string content(bytes, '\0');
  std::ifstream(file, std::ios::binary)
      .read(content.data(), static_cast<std::streamsize>(bytes));
  const path shorter = file.string() + ".shorter";
  std::ofstream(shorter, std::ios::binary) << content;
  std::filesystem::rename(shorter, file);
}

}  // namespace

bool DiskLedger::WhilePowered(const std::function<void()>& act) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (powered_) act();
  return powered_;
}

void DiskLedger::CutPower() {
  const std::lock_guard<std::mutex> lock(mutex_);
  powered_ = false;
  for (const auto& [file, bytes] : synced_bytes_) {
    if (std::filesystem::file_size(file) > bytes) Shorten(file, bytes);
  }
  std::for_each(undo_.rbegin(), undo_.rend(),
                [](const auto& entry) { entry.second(); });
}

void DiskLedger::Create(const path& file) {
  const path old = KeepAside(file);
  OnCut(file, [file, old] {
    std::filesystem::remove(file);
    if (!old.empty()) std::filesystem::rename(old, file);
  });
  synced_bytes_[file] = 0;
}

void DiskLedger::Append(const path& file) {
  synced_bytes_.emplace(file, std::filesystem::file_size(file));
}

void DiskLedger::Rename(const path& from, const path& to) {
  const path old = KeepAside(to);
  OnCut(to, [from, to, old] {
    std::filesystem::rename(to, from);
    if (!old.empty()) std::filesystem::rename(old, to);
  });
  synced_bytes_.erase(to);
  auto bytes = synced_bytes_.extract(from);
  if (bytes.empty()) return;
  bytes.key() = to;
  synced_bytes_.insert(std::move(bytes));
}

void DiskLedger::Delete(const path& file) {
  const path old = KeepAside(file);
  if (old.empty()) return;
  OnCut(file, [file, old] { std::filesystem::rename(old, file); });
  synced_bytes_.erase(file);
}

void DiskLedger::Sync(const path& file) {
  synced_bytes_[file] = std::filesystem::file_size(file);
}

void DiskLedger::SyncDirectory(const path& directory) {
  std::erase_if(undo_, [&](const auto& entry) {
    return std::filesystem::equivalent(entry.first, directory);
  });
}

path DiskLedger::KeepAside(const path& file) {
  if (!std::filesystem::exists(file)) return {};
  const path aside = aside_.path() / std::to_string(++kept_);
  std::filesystem::create_hard_link(file, aside);
  return aside;
}

void DiskLedger::OnCut(const path& file, Undo undo) {
  undo_.emplace_back(file.parent_path(), std::move(undo));
}

}  // namespace creditproof::testing
