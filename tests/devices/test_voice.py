"""The hall's voice is a program of the system's: one call after another, and nobody waits for it."""

from __future__ import annotations

import stat
import subprocess
import time
import wave
from pathlib import Path

from counter_app.devices.voice import EspeakVoice
from counter_app.devices.voice_clips import COUNTER, DIGITS, NUMBER, VoiceClips
from counter_app.domain.spoken_call import spoken_call
from tests.waiting import until

CLIPS = (NUMBER, COUNTER, *DIGITS, "A")


def _until(path: Path, lines: int) -> list[str]:
    """Waits for a condition, with a limit."""
    for _ in range(1000):
        said = path.read_text("utf-8").splitlines() if path.exists() else []
        if len(said) >= lines:
            return said
        time.sleep(0.01)
    raise AssertionError(f"not said: {said}")


def _speaker(folder: Path, says: str) -> str:
    """Stands where espeak-ng does, for what no sound card here could let anybody hear."""
    program = folder / "espeak-ng"
    program.write_text(f"#!/bin/sh\n{says}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def test_calls_are_said_in_their_order_and_never_two_at_once(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    voice = EspeakVoice(program=_speaker(tmp_path, f'cat >> "{heard}"; echo " . $*" >> "{heard}"'))
    for number in (1, 2, 3):
        voice.say(f"số {number}")
    assert _until(heard, 3) == [f"số {n} . -v vi -s 135 --stdin" for n in (1, 2, 3)]
    voice.close()


def test_a_voice_that_fails_holds_nobody_up_and_the_next_call_is_said(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    voice = EspeakVoice(program=_speaker(tmp_path, f'cat >> "{heard}"; echo >> "{heard}"; exit 1'))
    voice.say("một")
    voice.say("hai")
    assert _until(heard, 2) == ["một", "hai"]
    voice.close()
    silent = EspeakVoice(program=str(tmp_path / "nowhere"))
    assert not silent.there
    silent.say("ba")
    silent.close()


def test_the_real_program_speaks_vietnamese(tmp_path: Path) -> None:
    """Into a file: there is no sound card where tests run."""
    assert EspeakVoice().there
    spoken = tmp_path / "call.wav"
    command = ["espeak-ng", "-v", "vi", "-s", "135", "-w", str(spoken), "--stdin"]
    subprocess.run(command, input=spoken_call("A042", "Q01").encode(), check=True)
    with wave.open(str(spoken)) as sound:
        assert sound.getnframes() / sound.getframerate() > 2, "seconds of seven words"


def _clip(path: Path, value: int, frames: int = 220) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as clip:
        clip.setnchannels(1)
        clip.setsampwidth(2)
        clip.setframerate(22050)
        clip.writeframes(value.to_bytes(2, "little") * frames)


def test_recorded_clips_call_after_the_voice_in_their_order_and_only_when_none_is_missing(tmp_path: Path) -> None:
    heard, sound = tmp_path / "heard", tmp_path / "sound.wav"
    order = ("so", "A", "0", "4", "2", "quay", "1")
    for value, name in enumerate((*order, *"356789"), 1):
        _clip(tmp_path / "km" / f"{name}.wav", value)
    player = tmp_path / "player"
    player.write_text(f'#!/bin/sh\ncat > "{sound}"; echo clips >> "{heard}"\n', "utf-8")
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    clips = VoiceClips(tmp_path, "km", str(player))
    assert clips.complete
    voice = EspeakVoice(program=_speaker(tmp_path, f'cat >> "{heard}"; echo >> "{heard}"'), clips=[clips])
    voice.say("mời số", ("A042", "1"))
    assert _until(heard, 2) == ["mời số", "clips"]
    assert voice.languages == ("vi", "km")
    with wave.open(str(sound)) as played:
        frames = played.readframes(played.getnframes())
    said = [int.from_bytes(frames[at : at + 2], "little") for at in range(0, len(frames), 2)]
    assert list(dict.fromkeys(value for value in said if value)) == [1, 2, 3, 4, 5, 6, 7]
    voice.close()
    assert not clips.say("Z042", "1"), "nobody recorded Z: the number is shown, and not half said"
    assert clips.say("A042", "1")
    (tmp_path / "km" / "7.wav").unlink()
    assert not clips.complete
    assert voice.languages == ("vi",)
    assert not clips.say("A042", "1")


def test_where_khmer_was_not_recorded_or_cannot_be_played_the_call_is_heard_in_vietnamese_and_that_is_told(
    tmp_path: Path,
) -> None:
    heard = tmp_path / "heard"
    speaker = _speaker(tmp_path, f'cat >> "{heard}"; echo >> "{heard}"')
    voice = EspeakVoice(program=speaker, clips=[VoiceClips(tmp_path / "giong-doc", "km")])
    voice.say("mời số a", ("A042", "1"))
    assert _until(heard, 1) == ["mời số a"]
    assert voice.languages == ("vi",), "there is no folder of clips"
    voice.close()
    for name in CLIPS:
        _clip(tmp_path / "giong-doc" / "km" / f"{name}.wav", 1)
    clips = VoiceClips(tmp_path / "giong-doc", "km", str(tmp_path / "no-player"))
    voice = EspeakVoice(program=speaker, clips=[clips])
    assert voice.languages == ("vi", "km")
    voice.say("mời số a", ("A042", "1"))
    until(lambda: voice.languages == ("vi",), what="a clip that nobody can hear was called spoken")
    assert _until(heard, 2) == ["mời số a"] * 2
    voice.close()


def test_a_hall_that_hears_nothing_is_told_so_until_a_call_is_heard_again(tmp_path: Path) -> None:
    broken = tmp_path / "no sound card"
    broken.touch()
    voice = EspeakVoice(program=_speaker(tmp_path, f'cat > /dev/null; test ! -e "{broken}"'))
    assert voice.languages == ("vi",)
    voice.say("một")
    until(lambda: voice.languages == ())
    broken.unlink()
    voice.say("hai")
    until(lambda: voice.languages == ("vi",))
    voice.close()


def test_the_manual_names_every_clip_that_is_looked_for_and_where() -> None:
    told = (Path(__file__).parents[2] / "docs" / "voice.md").read_text("utf-8")
    assert 'clips = "giong-doc"' in told
    assert "giong-doc/km/" in told
    assert all(f"`{name}.wav`" in told for name in (NUMBER, COUNTER, DIGITS[0], DIGITS[-1], "A", "B"))
